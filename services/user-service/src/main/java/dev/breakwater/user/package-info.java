/** Profiles, registration, sign-in. */
@NullMarked
package dev.breakwater.user;

import org.jspecify.annotations.NullMarked;
