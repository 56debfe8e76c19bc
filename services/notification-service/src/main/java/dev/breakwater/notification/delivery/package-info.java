/** The way of a message to its customer. */
@NullMarked
package dev.breakwater.notification.delivery;

import org.jspecify.annotations.NullMarked;
