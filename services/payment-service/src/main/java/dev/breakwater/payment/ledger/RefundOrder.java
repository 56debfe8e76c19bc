package dev.breakwater.payment.ledger;

import java.util.UUID;

/**
 * What a provider is told to give back.
 *
 * @param id the refund's; its idempotency key and its reference at the provider
 * @param providerPaymentId the charge it is taken from
 * @param amountMinor in minor units, greater than 0
 */
public record RefundOrder(UUID id, String providerPaymentId, long amountMinor) {

    public String idempotencyKey() {
        return "refund-" + id;
    }
}
