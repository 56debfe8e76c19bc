package dev.breakwater.order.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.outbox.OutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import org.springframework.stereotype.Component;

/** The queue of payments at payment-fallback-service, for requests that defer a payment and for the outbox that held one. */
@Component
class PaymentQueue implements OutboxChannel {

    static final String DESTINATION = "payment-fallback-service";

    private final GuardedCall<Charge, PaymentOutcome> queue;
    private final RefusedCharges refusals;
    private final ObjectMapper json;

    PaymentQueue(Guards guards, PaymentQueueHttpClient service, RefusedCharges refusals, ObjectMapper json) {
        this.refusals = refusals;
        this.json = json;
        this.queue = guards.on("payment-fallback-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(service::queue);
    }

    PaymentOutcome put(Charge charge) {
        return queue.with(charge);
    }

    @Override
    public String destination() {
        return DESTINATION;
    }

    /** What the queue refuses it would refuse for ever, and hold up all that is behind it. */
    @Override
    public void send(OutboxMessage held) throws Exception {
        Charge charge = json.readValue(held.payload(), Charge.class);
        try {
            put(charge);
        } catch (RefusedException why) {
            refusals.putInReview(charge, why);
        }
    }
}
