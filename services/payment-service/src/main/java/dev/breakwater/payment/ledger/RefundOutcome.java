package dev.breakwater.payment.ledger;

/** What a provider said to a refund. That it said nothing is not among them: then the refund is pending. */
public sealed interface RefundOutcome {

    /** The money is on its way back. */
    record Refunded(String providerRefundId) implements RefundOutcome {}

    /** The provider will not do it, now or later. */
    record Refused(String why) implements RefundOutcome {}
}
