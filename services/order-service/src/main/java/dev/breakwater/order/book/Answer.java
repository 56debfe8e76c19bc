package dev.breakwater.order.book;

import org.jspecify.annotations.Nullable;

/**
 * What the client was told when the order left PLACED. Stored with the order, so that a replay is told the same whatever has
 * become of the order since.
 *
 * @param available how much of the SKU there was, when stock was insufficient and it was told
 */
public record Answer(
        OrderStatus status,
        @Nullable String reason,
        @Nullable String declineCode,
        @Nullable String sku,
        @Nullable Integer available) {}
