package dev.breakwater.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Customers;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Charges and questions as Stripe understands them, unguarded. What Stripe says about the request (a decline, a refusal) is
 * a value; what says something about Stripe, or about our standing with it (an invalid key), is an exception.
 */
@Component
class StripeCharges {

    private static final Logger log = LoggerFactory.getLogger(StripeCharges.class);
    private static final String ORDER_ID = "order_id";
    private static final long PAGE = 100;

    /** Our record is older than the charge; a day is for clocks that disagree and databases that were restored. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final int CONFLICT = 409;

    private final StripeClient stripe;
    private final Customers customers;
    private final Lock[] creating =
            Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    StripeCharges(StripeClient stripe, Customers customers) {
        this.stripe = stripe;
        this.customers = customers;
    }

    /** Charges at most once per order, however often it is called: the idempotency key is the order's. */
    PaymentOutcome charge(Charge charge) throws StripeException {
        try {
            PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                    .setAmount(charge.amountMinor())
                    .setCurrency(charge.currency().toLowerCase(Locale.ROOT))
                    .setCustomer(customerOf(charge.userId()))
                    .setPaymentMethod(charge.paymentMethod())
                    .addPaymentMethodType("card")
                    .setConfirm(true)
                    // Nobody is there to pass a bank's challenge: a decline now, not an intent that waits for ever.
                    .setOffSession(true)
                    .putMetadata(ORDER_ID, charge.orderId().toString())
                    .build();
            PaymentIntent intent = stripe.v1()
                    .paymentIntents()
                    .create(params, StripeConfiguration.options("payment-" + charge.orderId()));
            return StripeAnswers.outcomeOf(intent)
                    .orElseGet(() -> new PaymentOutcome.InReview(
                            "Stripe answered with an unconfirmed payment intent", intent.getId()));
        } catch (CardException decline) {
            return StripeAnswers.declined(decline);
        } catch (InvalidRequestException refusal) {
            return "payment_method".equals(refusal.getParam())
                    ? new PaymentOutcome.Declined("invalid_payment_method", null) // the customer's affair, not ours
                    : refused(charge.orderId(), refusal);
        } catch (IdempotencyException refusal) {
            return refused(charge.orderId(), refusal);
        } catch (ApiException answer) {
            if (answer.getStatusCode() == CONFLICT) {
                return new PaymentOutcome.Queued(false); // the same request is still under way at Stripe: ask later
            }
            throw answer;
        }
    }

    /** Asks Stripe what became of this payment; empty if no money can have been taken and none was refused. */
    Optional<PaymentOutcome> find(Payment payment) throws StripeException {
        UUID orderId = payment.charge().orderId();
        Optional<String> customer = customers.find(payment.charge().userId());
        if (customer.isEmpty()) {
            return Optional.empty(); // the customer is stored before the first charge
        }
        try {
            return search(
                    customer.get(), orderId.toString(), payment.createdAt().minus(LOOK_BACK));
        } catch (InvalidRequestException refusal) {
            return Optional.of(refused(orderId, refusal));
        }
    }

    private Optional<PaymentOutcome> search(String customer, String orderId, Instant notBefore) throws StripeException {
        PaymentIntentListParams.Builder page =
                PaymentIntentListParams.builder().setCustomer(customer).setLimit(PAGE);
        Optional<PaymentOutcome> found = Optional.empty();
        while (true) {
            StripeCollection<PaymentIntent> intents =
                    stripe.v1().paymentIntents().list(page.build(), StripeConfiguration.options());
            for (PaymentIntent intent : intents.getData()) {
                if (orderId.equals(intent.getMetadata().get(ORDER_ID))) {
                    Optional<PaymentOutcome> outcome = StripeAnswers.outcomeOf(intent);
                    if (outcome.isPresent() && outcome.get() instanceof PaymentOutcome.Charged) {
                        return outcome;
                    }
                    found = found.or(() -> outcome);
                }
            }
            if (!Boolean.TRUE.equals(intents.getHasMore()) || intents.getData().isEmpty()) {
                return found;
            }
            PaymentIntent oldest = intents.getData().get(intents.getData().size() - 1);
            if (Instant.ofEpochSecond(oldest.getCreated()).isBefore(notBefore)) {
                return found; // newest first: what follows is older than our record
            }
            page.setStartingAfter(oldest.getId());
        }
    }

    /** One creation per user at a time: Stripe refuses the second of two requests with one idempotency key. */
    private String customerOf(UUID userId) throws StripeException {
        Optional<String> known = customers.find(userId);
        if (known.isPresent()) {
            return known.get();
        }
        Lock lock = creating[Math.floorMod(userId.hashCode(), creating.length)];
        lock.lock(); // held for one call to Stripe at most, which ends at its own deadline
        try {
            Optional<String> created = customers.find(userId);
            return created.isPresent() ? created.get() : createCustomer(userId);
        } finally {
            lock.unlock();
        }
    }

    private String createCustomer(UUID userId) throws StripeException {
        CustomerCreateParams params = CustomerCreateParams.builder()
                .putMetadata("user_id", userId.toString())
                .build();
        String created = stripe.v1()
                .customers()
                .create(params, StripeConfiguration.options("customer-" + userId))
                .getId();
        return customers.keep(userId, created);
    }

    private static PaymentOutcome refused(UUID orderId, StripeException refusal) {
        log.error("Stripe refuses the payment of order {}; it goes to review", orderId, refusal);
        return StripeAnswers.refused(refusal);
    }
}
