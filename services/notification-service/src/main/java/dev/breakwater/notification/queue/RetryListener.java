package dev.breakwater.notification.queue;

import dev.breakwater.notification.delivery.Pauses;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/**
 * Holds the first message of the retry queue, unacknowledged, until it is due, and puts it back in line. Needs neither a
 * message TTL nor a plug-in of the broker. One that is due sooner may wait behind the first: never longer than the longest pause.
 */
@Component
class RetryListener {

    private static final Logger log = LoggerFactory.getLogger(RetryListener.class);

    private final ConfirmedPublisher publisher;
    private final Pauses pauses;
    private final Clock clock;

    RetryListener(ConfirmedPublisher publisher, Pauses pauses, Clock clock) {
        this.publisher = publisher;
        this.pauses = pauses;
        this.clock = clock;
    }

    void receive(Message message) {
        Envelope envelope = new Envelope(message);
        long wait = Math.max(0, envelope.dueMillis() - clock.millis());
        if (!pauses.pause(Duration.ofMillis(wait))) {
            throw new ImmediateRequeueAmqpException("The service stops");
        }
        try {
            publisher.toMail(envelope.again());
        } catch (NotStoredException e) {
            log.warn("{}; the message stays where it is", e.getMessage());
            pauses.pause(Duration.ofSeconds(1));
            throw new ImmediateRequeueAmqpException(e);
        }
    }
}
