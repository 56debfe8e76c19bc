/** Real backing services as child processes, without Docker. */
@NullMarked
package dev.breakwater.localstack;

import org.jspecify.annotations.NullMarked;
