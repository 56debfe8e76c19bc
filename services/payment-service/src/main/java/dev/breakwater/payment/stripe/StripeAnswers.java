package dev.breakwater.payment.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import dev.breakwater.payment.ledger.PaymentOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Stripe's answers mean for the payment. */
final class StripeAnswers {

    private StripeAnswers() {}

    /**
     * Empty if this PaymentIntent says nothing yet: it was created, but nobody tried to take money with it, so that
     * repeating the create with its idempotency key continues where Stripe left off.
     */
    static Optional<PaymentOutcome> outcomeOf(PaymentIntent intent) {
        String id = intent.getId();
        return switch (intent.getStatus()) {
            case "succeeded" -> Optional.of(new PaymentOutcome.Charged(id));
            case "processing" -> Optional.of(new PaymentOutcome.Queued(false));
            case "canceled" ->
                Optional.of(new PaymentOutcome.Declined(declineCode(intent.getLastPaymentError(), "canceled"), id));
            case "requires_payment_method" ->
                Optional.ofNullable(intent.getLastPaymentError())
                        .map(error -> new PaymentOutcome.Declined(declineCode(error, "card_declined"), id));
            case "requires_confirmation" -> Optional.empty();
            // requires_action and requires_capture cannot follow from our requests; somebody could still complete them.
            default ->
                Optional.of(new PaymentOutcome.InReview("unexpected status at Stripe: " + intent.getStatus(), id));
        };
    }

    static PaymentOutcome declined(CardException decline) {
        StripeError error = decline.getStripeError();
        PaymentIntent intent = error == null ? null : error.getPaymentIntent();
        return new PaymentOutcome.Declined(declineCode(error, "card_declined"), intent == null ? null : intent.getId());
    }

    /** Stripe understood the request and will never do what it says: a fault of ours, to be looked at by a person. */
    static PaymentOutcome refused(StripeException refusal) {
        return new PaymentOutcome.InReview(
                "Stripe refused the request: HTTP " + refusal.getStatusCode() + ", code " + refusal.getCode()
                        + ", request " + refusal.getRequestId(),
                null);
    }

    private static String declineCode(@Nullable StripeError error, String otherwise) {
        if (error == null) {
            return otherwise;
        }
        if (error.getDeclineCode() != null) {
            return error.getDeclineCode();
        }
        return error.getCode() != null ? error.getCode() : otherwise;
    }
}
