/** What containers are made of, held against the services that run in them and against the programs that read it. */
@NullMarked
package dev.breakwater.compose;

import org.jspecify.annotations.NullMarked;
