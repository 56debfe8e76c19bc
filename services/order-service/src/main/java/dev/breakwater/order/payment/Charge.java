package dev.breakwater.order.payment;

import java.util.UUID;

/**
 * What an order's customer is to pay. Idempotent by the order's id.
 *
 * @param amountMinor in minor units of the currency, 1 or more
 * @param paymentMethod the provider's token for the card
 */
public record Charge(UUID orderId, UUID userId, long amountMinor, String currency, String paymentMethod) {}
