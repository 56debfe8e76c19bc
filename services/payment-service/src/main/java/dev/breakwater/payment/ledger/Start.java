package dev.breakwater.payment.ledger;

/** What came of the wish to begin charging an order. */
public sealed interface Start {

    /** Recorded and committed: whoever holds this lease, and nobody else, may charge. */
    record First(Lease lease) implements Start {}

    /** The order has a payment already. */
    record Repeated() implements Start {}

    /** There is no record, so nothing may be charged now; the payment queue has it. */
    record Unrecorded() implements Start {}
}
