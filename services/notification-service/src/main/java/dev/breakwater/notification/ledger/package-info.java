/** The durable memory of what was sent: one row per event. */
@NullMarked
package dev.breakwater.notification.ledger;

import org.jspecify.annotations.NullMarked;
