package dev.breakwater.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Refunds as Stripe understands them, unguarded: asks first, because its idempotency keys are forgotten after a day. */
@Component
class StripeRefunds {

    private static final String REFUND_ID = "refund_id";
    private static final long PAGE = 100; // more refunds of one charge than any shop gives

    private final StripeClient stripe;

    StripeRefunds(StripeClient stripe) {
        this.stripe = stripe;
    }

    RefundOutcome refund(RefundOrder order) throws StripeException {
        try {
            Optional<RefundOutcome> done = find(order);
            return done.isPresent() ? done.get() : create(order);
        } catch (InvalidRequestException | IdempotencyException | CardException refusal) {
            return new RefundOutcome.Refused("HTTP " + refusal.getStatusCode() + ", code " + refusal.getCode()
                    + ", request " + refusal.getRequestId());
        }
    }

    private Optional<RefundOutcome> find(RefundOrder order) throws StripeException {
        RefundListParams ofThisCharge = RefundListParams.builder()
                .setPaymentIntent(order.providerPaymentId())
                .setLimit(PAGE)
                .build();
        StripeCollection<Refund> refunds = stripe.v1().refunds().list(ofThisCharge, StripeConfiguration.options());
        return refunds.getData().stream()
                .filter(refund ->
                        order.id().toString().equals(refund.getMetadata().get(REFUND_ID)))
                .map(StripeRefunds::outcome)
                .findFirst();
    }

    private RefundOutcome create(RefundOrder order) throws StripeException {
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(order.providerPaymentId())
                .setAmount(order.amountMinor())
                .putMetadata(REFUND_ID, order.id().toString())
                .build();
        return outcome(stripe.v1().refunds().create(params, StripeConfiguration.options(order.idempotencyKey())));
    }

    private static RefundOutcome outcome(Refund refund) {
        return "failed".equals(refund.getStatus()) || "canceled".equals(refund.getStatus())
                ? new RefundOutcome.Refused("Stripe's " + refund.getId() + " is " + refund.getStatus())
                : new RefundOutcome.Refunded(refund.getId());
    }
}
