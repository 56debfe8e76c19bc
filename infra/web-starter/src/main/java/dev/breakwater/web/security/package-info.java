/** Who may call what, and who the caller is. */
@NullMarked
package dev.breakwater.web.security;

import org.jspecify.annotations.NullMarked;
