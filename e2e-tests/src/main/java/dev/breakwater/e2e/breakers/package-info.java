/** What the breakers did, gathered from the services over their restarts. */
@NullMarked
package dev.breakwater.e2e.breakers;

import org.jspecify.annotations.NullMarked;
