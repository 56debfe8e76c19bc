package dev.breakwater.notification.queue;

import dev.breakwater.notification.delivery.DeliverNotice;
import dev.breakwater.notification.delivery.Pauses;
import dev.breakwater.notification.delivery.Step;
import dev.breakwater.notification.delivery.Waits;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.message.NoticeReader;
import dev.breakwater.notification.message.NoticeReader.Reading;
import dev.breakwater.resilience.DependencyUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/**
 * Delivers the messages of the queue. The container acknowledges one when {@link #receive} returns, and it returns only when a provider, the mail
 * queue, the retry queue or the dead queue has it; whatever kills the process before that, the broker hands it out again.
 */
@Component
class MailListener {

    private static final Logger log = LoggerFactory.getLogger(MailListener.class);

    private final NoticeReader reader;
    private final DeliverNotice delivering;
    private final Departures departures;
    private final Waits waits;
    private final Pauses pauses;

    MailListener(NoticeReader reader, DeliverNotice delivering, Departures departures, Waits waits, Pauses pauses) {
        this.reader = reader;
        this.delivering = delivering;
        this.departures = departures;
        this.waits = waits;
        this.pauses = pauses;
    }

    void receive(Message message) {
        Envelope envelope = new Envelope(message);
        try {
            Reading reading = reader.read(message.getBody());
            if (reading instanceof Reading.Legible legible) {
                depart(envelope, legible.notice(), step(legible.notice()));
            } else if (reading instanceof Reading.Illegible illegible) {
                departures.dead(envelope.message(), "the message " + illegible.reason());
            }
        } catch (NotStoredException e) {
            log.warn("{}; the message stays where it is", e.getMessage());
            pauses.pause(Duration.ofSeconds(1));
            throw new ImmediateRequeueAmqpException(e);
        }
    }

    /** Without its record no message is sent: it waits here unacknowledged, and the rest of the queue behind it. */
    private Step step(Notice notice) {
        while (true) {
            try {
                return delivering.deliver(notice, true);
            } catch (DependencyUnavailableException away) {
                if (!pauses.pause(waits.forBreaker(away.retryAfter()))) {
                    throw new ImmediateRequeueAmqpException("The service stops");
                }
            }
        }
    }

    private void depart(Envelope envelope, Notice notice, Step step) {
        if (step instanceof Step.Done done) {
            departures.done(notice, done.outcome());
        } else if (step instanceof Step.Later later) {
            departures.later(envelope, notice, later);
        } else if (step instanceof Step.Dead dead) {
            departures.dead(envelope.message(), dead.reason());
        }
    }
}
