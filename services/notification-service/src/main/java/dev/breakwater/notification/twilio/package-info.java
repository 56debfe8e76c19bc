/** SMS by Twilio. */
@NullMarked
package dev.breakwater.notification.twilio;

import org.jspecify.annotations.NullMarked;
