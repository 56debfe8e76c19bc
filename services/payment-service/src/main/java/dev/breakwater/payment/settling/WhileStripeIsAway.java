package dev.breakwater.payment.settling;

import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.ProviderAvailability;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Settles the bank's queued payments while Stripe is away. The drain rests then, because nearly all that it would receive is Stripe's
 * and every receive is an attempt spent; yet that is just when the bank is used, and loses answers. Which payments are the bank's only
 * the record knows, so they are settled from it, one by one; the queue's messages find them settled later.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SettlingProperties.class)
class WhileStripeIsAway implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(WhileStripeIsAway.class);

    private final Payments payments;
    private final SettlePayment settling;
    private final ProviderAvailability availability;
    private final SettlingProperties properties;
    private final Speed speed;

    WhileStripeIsAway(
            Payments payments,
            SettlePayment settling,
            ProviderAvailability availability,
            SettlingProperties properties,
            Speed speed) {
        this.payments = payments;
        this.settling = settling;
        this.availability = availability;
        this.properties = properties;
        this.speed = speed;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration every = speed.divide(properties.every());
        tasks.addFixedDelayTask(new FixedDelayTask(this::settleTheBanks, every, every));
    }

    void settleTheBanks() {
        if (away(Provider.STRIPE) && !away(Provider.BANK)) {
            Iterator<Charge> queued =
                    payments.queuedAt(Provider.BANK, properties.batch()).iterator();
            boolean goOn = true;
            while (goOn && queued.hasNext()) {
                Charge charge = queued.next();
                goOn = settling.settle(charge) instanceof Settlement.Settled;
                log.info("order {} at the bank: {}", charge.orderId(), goOn ? "settled" : "not settled yet");
            }
        }
    }

    private boolean away(Provider provider) {
        return !availability.retryAfter(provider.breaker()).isZero();
    }
}
