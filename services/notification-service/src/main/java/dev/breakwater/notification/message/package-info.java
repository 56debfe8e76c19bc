/** What customers are told, and in which words. */
@NullMarked
package dev.breakwater.notification.message;

import org.jspecify.annotations.NullMarked;
