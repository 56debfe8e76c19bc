package dev.breakwater.notification.queue;

import dev.breakwater.notification.mail.MailOrder;
import dev.breakwater.notification.sendgrid.Delivery.Failed;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The ways in which a mail leaves the queue, each counted, each logged without anything personal. */
@Component
class Departures {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    private final ConfirmedPublisher publisher;
    private final QueueProperties properties;
    private final Speed speed;
    private final Clock clock;
    private final MeterRegistry meters;

    Departures(
            ConfirmedPublisher publisher, QueueProperties properties, Speed speed, Clock clock, MeterRegistry meters) {
        this.publisher = publisher;
        this.properties = properties;
        this.speed = speed;
        this.clock = clock;
        this.meters = meters;
    }

    void sent(MailOrder order) {
        count("sent");
        log.info("SendGrid has {}", order);
    }

    void duplicate(MailOrder order) {
        count("duplicate");
        log.info("Was sent before: {}", order);
    }

    void failed(Envelope envelope, MailOrder order, Failed failure) {
        int attempts = envelope.attempts() + 1;
        if (attempts >= properties.attempts()) {
            dead(envelope, "given up after " + attempts + " attempts, the last: " + failure.reason());
            return;
        }
        Duration pause = speed.divide(properties.pauseAfter(attempts));
        // What SendGrid asks for is not ours to divide.
        Duration wait = pause.compareTo(failure.askedToWait()) > 0 ? pause : failure.askedToWait();
        Instant due = clock.instant().plus(wait);
        publisher.toQueue(Queues.RETRY, envelope.failed(attempts, due, failure.reason()));
        count("retried");
        log.info("Try again in {} ms ({}, attempt {}): {}", wait.toMillis(), failure.reason(), attempts, order);
    }

    void dead(Envelope envelope, String reason) {
        publisher.toQueue(Queues.DEAD, envelope.dead(envelope.attempts(), reason));
        count("dead");
        log.warn("Set aside on {}: {}", Queues.DEAD, reason);
    }

    private void count(String outcome) {
        meters.counter("notification.mails", "outcome", outcome).increment();
    }
}
