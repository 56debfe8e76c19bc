/** What the answers of other services have in common. */
@NullMarked
package dev.breakwater.order.remote;

import org.jspecify.annotations.NullMarked;
