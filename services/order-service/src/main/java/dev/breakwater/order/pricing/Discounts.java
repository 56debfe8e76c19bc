package dev.breakwater.order.pricing;

import java.util.UUID;

/** Personal discounts. */
public interface Discounts {

    /** The user's discount in percent of the items' prices, 0 to 50; 0 as well when nobody knows. Never fails. */
    int percent(UUID userId);
}
