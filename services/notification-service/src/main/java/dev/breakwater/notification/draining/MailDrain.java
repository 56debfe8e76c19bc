package dev.breakwater.notification.draining;

import dev.breakwater.notification.delivery.DeliverNotice;
import dev.breakwater.notification.delivery.Step;
import dev.breakwater.notification.mailqueue.GuardedMailQueue;
import dev.breakwater.notification.mailqueue.QueuedMail;
import dev.breakwater.notification.message.NoticeReader;
import dev.breakwater.notification.message.NoticeReader.Reading;
import dev.breakwater.notification.queue.Departures;
import dev.breakwater.resilience.Speed;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * One round of emptying the mail queue, mail after mail. The first that SendGrid does not take ends the round, and the drain waits as long as that mail
 * does. Killed anywhere, it loses nothing: a mail is deleted when nothing is left to do about it, and not before.
 */
@Component
class MailDrain {

    private final GuardedMailQueue queue;
    private final NoticeReader reader;
    private final DeliverNotice delivering;
    private final Departures departures;
    private final DrainProperties properties;
    private final Speed speed;
    private final Clock clock;
    private final AtomicLong depth = new AtomicLong();

    MailDrain(
            GuardedMailQueue queue,
            NoticeReader reader,
            DeliverNotice delivering,
            Departures departures,
            DrainProperties properties,
            Speed speed,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.reader = reader;
        this.delivering = delivering;
        this.departures = departures;
        this.properties = properties;
        this.speed = speed;
        this.clock = clock;
        meters.gauge("notification.mail.queue.depth", depth);
    }

    /** Returns how long to pause before the next round. */
    Duration round() {
        Instant begun = clock.instant();
        List<QueuedMail> mails = queue.receive(properties.batch());
        Duration trouble = Duration.ZERO;
        for (QueuedMail mail : mails) {
            if (trouble.isZero()) {
                trouble = send(mail);
            } else {
                queue.postpone(mail, trouble);
            }
        }
        depth.set(queue.depth());
        return longer(trouble, pace(mails.size(), Duration.between(begun, clock.instant())));
    }

    /** Returns how long SendGrid should be left alone; zero if it is well. */
    private Duration send(QueuedMail mail) {
        Reading reading = reader.read(mail.body().getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Legible legible) {
            Step step = delivering.deliver(legible.notice(), false);
            if (step instanceof Step.Later later) {
                queue.postpone(mail, later.pause());
                departures.postponed(legible.notice(), later);
                return later.troubled() ? later.pause() : Duration.ZERO;
            }
            if (step instanceof Step.Dead dead) {
                departures.dead(mail.body(), dead.reason());
            } else if (step instanceof Step.Done done) {
                departures.done(legible.notice(), done.outcome());
            }
        } else if (reading instanceof Reading.Illegible illegible) {
            departures.dead(mail.body(), "the message " + illegible.reason());
        }
        queue.delete(mail);
        return Duration.ZERO;
    }

    private Duration pace(int mails, Duration took) {
        Duration due = speed.divide(Duration.ofSeconds(1)).multipliedBy(mails).dividedBy(properties.perSecond());
        return longer(due.minus(took), Duration.ZERO);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
