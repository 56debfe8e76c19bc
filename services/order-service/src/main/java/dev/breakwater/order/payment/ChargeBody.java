package dev.breakwater.order.payment;

import java.util.UUID;

/** A charge as the payment services read it; the order's id is in the path. */
record ChargeBody(UUID userId, long amountMinor, String currency, String paymentMethod) {

    static ChargeBody of(Charge charge) {
        return new ChargeBody(charge.userId(), charge.amountMinor(), charge.currency(), charge.paymentMethod());
    }
}
