package dev.breakwater.order.payment;

import org.jspecify.annotations.Nullable;

/** What became of a charge. */
public sealed interface PaymentOutcome {

    record Charged() implements PaymentOutcome {}

    /**
     * The provider said no.
     *
     * @param code the provider's, such as {@code insufficient_funds}; null when it gave none
     */
    record Declined(@Nullable String code) implements PaymentOutcome {}

    /** Durably stored to be settled later: whether it is paid comes as a message. */
    record Queued() implements PaymentOutcome {}

    /** A person decides: whether it is paid comes as a message. */
    record InReview() implements PaymentOutcome {}
}
