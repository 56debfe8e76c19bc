/** What the gateway answers itself: health, documentation. */
@NullMarked
package dev.breakwater.gateway.page;

import org.jspecify.annotations.NullMarked;
