package dev.breakwater.payment.ledger;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads from the record what the payment queue is to be given. Apart from {@link Payments}, which writes to the outbox that asks here. */
@Component
public class HandOvers {

    private final PaymentRows rows;
    private final LedgerTransaction transaction;

    HandOvers(PaymentRows rows, LedgerTransaction transaction) {
        this.rows = rows;
        this.transaction = transaction;
    }

    /** The hand-over of a payment that is on record. */
    public HandOver of(UUID orderId) {
        return transaction.run(
                () -> HandOver.of(rows.find(orderId).orElseThrow().charge()));
    }
}
