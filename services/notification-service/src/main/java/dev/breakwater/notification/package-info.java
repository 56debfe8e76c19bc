/** Mail to customers. */
@NullMarked
package dev.breakwater.notification;

import org.jspecify.annotations.NullMarked;
