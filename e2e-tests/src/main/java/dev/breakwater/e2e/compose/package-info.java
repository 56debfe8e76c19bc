/** The whole system in the containers of docker compose, which somebody else brought up. */
@NullMarked
package dev.breakwater.e2e.compose;

import org.jspecify.annotations.NullMarked;
