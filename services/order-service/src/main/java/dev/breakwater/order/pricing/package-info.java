/** What user-service is asked for: the personal discount. */
@NullMarked
package dev.breakwater.order.pricing;

import org.jspecify.annotations.NullMarked;
