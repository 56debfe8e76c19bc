/** Registration and sign-in. */
@NullMarked
package dev.breakwater.user.account;

import org.jspecify.annotations.NullMarked;
