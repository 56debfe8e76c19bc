/** What a run is made of: the shop, its time, what is done to it, and the facts that must hold. */
@NullMarked
package dev.breakwater.e2e.run;

import org.jspecify.annotations.NullMarked;
