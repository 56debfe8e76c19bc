package dev.breakwater.payment.ledger;

import java.util.UUID;

/** What payment-fallback-service is given: now, or by an outbox row once it can be reached. */
public record HandOver(UUID userId, long amountMinor, String currency, String paymentMethod) {

    public static final String DESTINATION = "payment-fallback-service";

    public static HandOver of(Charge charge) {
        return new HandOver(charge.userId(), charge.amountMinor(), charge.currency(), charge.paymentMethod());
    }
}
