/** The user database: a primary that takes what is written, replicas that answer what is read, and which of them can be relied on now. */
@NullMarked
package dev.breakwater.user.database;

import org.jspecify.annotations.NullMarked;
