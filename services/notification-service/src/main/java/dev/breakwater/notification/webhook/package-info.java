/** What SendGrid and Twilio tell of their own accord. */
@NullMarked
package dev.breakwater.notification.webhook;

import org.jspecify.annotations.NullMarked;
