package dev.breakwater.notification.queue;

import dev.breakwater.notification.delivery.Step;
import dev.breakwater.notification.delivery.Waits;
import dev.breakwater.notification.message.Notice;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.stereotype.Component;

/** The ways in which a message leaves a queue, each counted, each logged without anything personal. Thread-safe. */
@Component
public class Departures {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);
    private static final String DEAD = "dead";

    private final ConfirmedPublisher publisher;
    private final Waits waits;
    private final Clock clock;
    private final MeterRegistry meters;

    Departures(ConfirmedPublisher publisher, Waits waits, Clock clock, MeterRegistry meters) {
        this.publisher = publisher;
        this.waits = waits;
        this.clock = clock;
        this.meters = meters;
        counter(DEAD); // of a counter that is first seen with 1 Prometheus knows no increase, and an alert waits for
        // this one
    }

    /** Nothing is left to do. */
    public void done(Notice notice, String outcome) {
        count(outcome);
        log.info("Done ({}): {}", outcome, notice);
    }

    /** It comes back to its queue when the wait is over. */
    void later(Envelope envelope, Notice notice, Step.Later later) {
        publisher.toQueue(
                Queues.RETRY, envelope.due(clock.instant().plus(waits.atMost(later.pause())), later.reason()));
        postponed(notice, later);
    }

    /** Where it waits by itself. */
    public void postponed(Notice notice, Step.Later later) {
        count("retried");
        log.info("Try again in {} ms ({}): {}", later.pause().toMillis(), later.reason(), notice);
    }

    /**
     * Sets a message aside that did not come from the broker.
     *
     * @throws NotStoredException if the broker did not take it
     */
    public void dead(String body, String reason) {
        dead(
                MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8))
                        .setContentType(MessageProperties.CONTENT_TYPE_JSON)
                        .build(),
                reason);
    }

    void dead(Message message, String reason) {
        publisher.toQueue(Queues.DEAD, new Envelope(message).dead(reason));
        count(DEAD);
        log.warn("Set aside on {}: {}", Queues.DEAD, reason);
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return meters.counter("notification.messages", "outcome", outcome);
    }
}
