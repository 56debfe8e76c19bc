/** The open-loop driver: customers, what they ask for and when, and what they were answered. */
@NullMarked
package dev.breakwater.e2e.load;

import org.jspecify.annotations.NullMarked;
