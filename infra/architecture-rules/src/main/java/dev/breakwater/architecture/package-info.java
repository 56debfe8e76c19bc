/** Architecture rules that every module runs against its own classes. */
@NullMarked
package dev.breakwater.architecture;

import org.jspecify.annotations.NullMarked;
