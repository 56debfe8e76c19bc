/** What happens to every request on its way through: deadline, size, headers. */
@NullMarked
package dev.breakwater.gateway.edge;

import org.jspecify.annotations.NullMarked;
