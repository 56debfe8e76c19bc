package dev.breakwater.paymentfallback.queue;

import java.util.UUID;

/**
 * A payment as it waits in the queue: what payment-service needs to settle it, even if it never heard of it.
 *
 * @param amountMinor in the currency's minor unit
 * @param paymentMethod a token of the provider's, never card data
 */
public record QueuedPayment(UUID orderId, UUID userId, long amountMinor, String currency, String paymentMethod) {}
