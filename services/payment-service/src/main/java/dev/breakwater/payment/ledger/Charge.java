package dev.breakwater.payment.ledger;

import java.util.UUID;

/**
 * What is to be charged, once per order.
 *
 * @param amountMinor in the currency's minor unit (cents), greater than 0
 * @param currency ISO 4217, upper case
 * @param paymentMethod a token of the provider's ({@code pm_…}), never card data
 */
public record Charge(UUID orderId, UUID userId, long amountMinor, String currency, String paymentMethod) {}
