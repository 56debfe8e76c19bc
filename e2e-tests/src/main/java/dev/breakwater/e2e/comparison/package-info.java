/** The same outage with a part of the guards each time: what is counted, how long the way back is, and the page that draws them together. */
@NullMarked
package dev.breakwater.e2e.comparison;

import org.jspecify.annotations.NullMarked;
