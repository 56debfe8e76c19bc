/** Who is signed in where, and the end of it. */
@NullMarked
package dev.breakwater.user.session;

import org.jspecify.annotations.NullMarked;
