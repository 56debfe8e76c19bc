/** Where mail waits: to be sent, to be tried again, or for a person to look at it. */
@NullMarked
package dev.breakwater.notification.queue;

import org.jspecify.annotations.NullMarked;
