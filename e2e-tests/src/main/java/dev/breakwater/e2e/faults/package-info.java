/** Every way in which something of the system can be broken: what it is called, how it is done, how it shows, and what is owed under it. */
@NullMarked
package dev.breakwater.e2e.faults;

import org.jspecify.annotations.NullMarked;
