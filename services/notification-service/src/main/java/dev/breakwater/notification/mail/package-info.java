/** What customers are told, and in which words. */
@NullMarked
package dev.breakwater.notification.mail;

import org.jspecify.annotations.NullMarked;
