@NullMarked
package dev.breakwater.user.database;

import org.jspecify.annotations.NullMarked;
