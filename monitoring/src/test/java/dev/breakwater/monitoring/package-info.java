/** The rules, the routing and the runbooks, held against one another and against the programs that read them. */
@NullMarked
package dev.breakwater.monitoring;

import org.jspecify.annotations.NullMarked;
