/** Where mails wait while SendGrid is away: a queue on SQS. */
@NullMarked
package dev.breakwater.notification.mailqueue;

import org.jspecify.annotations.NullMarked;
