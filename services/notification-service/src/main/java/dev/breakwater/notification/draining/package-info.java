/** Emptying the mail queue once SendGrid is back. */
@NullMarked
package dev.breakwater.notification.draining;

import org.jspecify.annotations.NullMarked;
