/** SendGrid, behind its breaker. */
@NullMarked
package dev.breakwater.notification.sendgrid;

import org.jspecify.annotations.NullMarked;
