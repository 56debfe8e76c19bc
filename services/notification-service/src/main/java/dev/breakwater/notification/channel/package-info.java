/** What the ways of reaching a customer have in common. */
@NullMarked
package dev.breakwater.notification.channel;

import org.jspecify.annotations.NullMarked;
