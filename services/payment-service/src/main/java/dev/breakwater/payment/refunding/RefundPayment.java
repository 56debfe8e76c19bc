package dev.breakwater.payment.refunding;

import dev.breakwater.payment.bank.GuardedBank;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.payment.stripe.GuardedStripe;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Record, ask the provider that charged, store what it said. What it did not say is asked again until it does. */
@Configuration(proxyBeanMethods = false)
class RefundPayment implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(RefundPayment.class);

    private final Refunds refunds;
    private final GuardedStripe stripe;
    private final GuardedBank bank;
    private final RefundProperties properties;
    private final Speed speed;

    RefundPayment(Refunds refunds, GuardedStripe stripe, GuardedBank bank, RefundProperties properties, Speed speed) {
        this.refunds = refunds;
        this.stripe = stripe;
        this.bank = bank;
        this.properties = properties;
        this.speed = speed;
    }

    Refund refund(UUID orderId, String key, RefundRequest request, UUID by) {
        Refund begun = refunds.begin(orderId, key, request, by, properties.retryAfter());
        return begun.status() == Refund.Status.PENDING ? attempt(begun) : begun;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration every = speed.divide(properties.every());
        tasks.addFixedDelayTask(new FixedDelayTask(this::askAgain, every, every));
    }

    /** Goes on with refunds whose attempt brought no answer, or died with its process. */
    void askAgain() {
        // Not divided by the speed: it outlasts an attempt, whose time limits are not divided either.
        refunds.takeDue(properties.batch(), properties.retryAfter()).forEach(this::attempt);
    }

    private Refund attempt(Refund refund) {
        RefundOutcome outcome;
        try {
            RefundOrder order = refund.order();
            outcome = refund.provider() == Provider.BANK ? bank.refund(order) : stripe.refund(order);
        } catch (DependencyUnavailableException unknown) {
            log.info("refund {} is pending: {}", refund.order().id(), unknown.getMessage());
            return refund;
        }
        return refunds.end(refund, outcome);
    }
}
