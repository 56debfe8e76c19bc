package dev.breakwater.notification.queue;

import dev.breakwater.notification.mail.MailOrder;
import dev.breakwater.notification.mail.MailTemplates;
import dev.breakwater.notification.queue.MailReader.Reading;
import dev.breakwater.notification.sendgrid.Delivery;
import dev.breakwater.notification.sendgrid.Delivery.Accepted;
import dev.breakwater.notification.sendgrid.Delivery.Failed;
import dev.breakwater.notification.sendgrid.Delivery.NotAsked;
import dev.breakwater.notification.sendgrid.Delivery.Refused;
import dev.breakwater.notification.sendgrid.GuardedSendGrid;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/**
 * Sends the mails of the queue. The container acknowledges a message when {@link #receive} returns, and it returns only when
 * SendGrid, the retry queue or the dead queue has the mail; whatever kills the process before that, the broker delivers it again.
 */
@Component
class MailListener {

    private static final Logger log = LoggerFactory.getLogger(MailListener.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final MailReader reader;
    private final MailTemplates templates;
    private final GuardedSendGrid sendGrid;
    private final SentEvents sent;
    private final Departures departures;
    private final Pauses pauses;
    private final Duration breakerPause;

    MailListener(
            MailReader reader,
            MailTemplates templates,
            GuardedSendGrid sendGrid,
            SentEvents sent,
            Departures departures,
            Pauses pauses,
            QueueProperties properties,
            Speed speed) {
        this.reader = reader;
        this.templates = templates;
        this.sendGrid = sendGrid;
        this.sent = sent;
        this.departures = departures;
        this.pauses = pauses;
        this.breakerPause = speed.divide(properties.breakerPause());
    }

    void receive(Message message) {
        Envelope envelope = new Envelope(message);
        try {
            Reading reading = reader.read(message.getBody());
            if (reading instanceof Reading.Legible legible) {
                send(envelope, legible.order());
            } else if (reading instanceof Reading.Illegible illegible) {
                departures.dead(envelope, "the message " + illegible.reason());
            }
        } catch (NotStoredException e) {
            log.warn("{}; the mail stays where it is", e.getMessage());
            pauses.pause(Duration.ofSeconds(1));
            throw new ImmediateRequeueAmqpException(e);
        }
    }

    private void send(Envelope envelope, MailOrder order) {
        Optional<Delivery> delivery = sent.once(order.eventId(), () -> sendGrid.send(templates.render(order)));
        // While the breaker is open the mail waits here unacknowledged, and the rest of the queue behind it.
        while (delivery.isPresent() && delivery.get() instanceof NotAsked wait) {
            if (!pauses.pause(bounded(wait.retryAfter()))) {
                throw new ImmediateRequeueAmqpException("The service stops");
            }
            delivery = sent.once(order.eventId(), () -> sendGrid.send(templates.render(order)));
        }
        Delivery result = delivery.orElse(null);
        if (result == null) {
            departures.duplicate(order);
        } else if (result instanceof Accepted) {
            departures.sent(order);
        } else if (result instanceof Refused refused) {
            departures.dead(envelope, refused.reason());
        } else if (result instanceof Failed failed) {
            departures.failed(envelope, order, failed);
        }
    }

    private Duration bounded(Duration wait) {
        Duration atMost = wait.compareTo(breakerPause) < 0 ? wait : breakerPause;
        return atMost.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : atMost;
    }
}
