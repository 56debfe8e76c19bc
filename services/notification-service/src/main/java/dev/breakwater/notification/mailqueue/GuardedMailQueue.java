package dev.breakwater.notification.mailqueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.notification.channel.Delivery;
import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.notification.channel.Delivery.Queued;
import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The mail queue behind the breaker {@code sqs}, for those who publish to it. There is no fallback here: this is one, and while SQS is away too
 * the mail stays with the broker it came from. Whoever drains needs no breaker: he has nothing else to do. Thread-safe.
 */
@Component
public class GuardedMailQueue implements MessageChannel {

    private static final Delivery NEVER_TRIED = new NotSent("SendGrid was not asked", false, Duration.ZERO);

    private final SqsQueue sqs;
    private final ObjectMapper json;
    private final GuardedCall<Notice, Boolean> publish;

    GuardedMailQueue(Guards guards, SqsQueue sqs, ObjectMapper json) {
        this.sqs = sqs;
        this.json = json;
        publish =
                guards.on("sqs").circuitBreaker().concurrencyLimit().timeLimit().call(this::send);
    }

    @Override
    public Delivery deliver(Notice notice) {
        return put(notice, NEVER_TRIED);
    }

    /** Returns {@link Queued} once SQS has the mail, else what came of sending it. */
    public Delivery put(Notice notice, Delivery instead) {
        try {
            publish.with(notice);
            return new Queued(instead);
        } catch (DependencyUnavailableException away) {
            return instead;
        }
    }

    /** Waits a moment for the first mail; at most {@code max}, 1 to 10. They are hidden from others for a while. */
    public List<QueuedMail> receive(int max) {
        return sqs.receive(max).stream()
                .map(received -> new QueuedMail(received.body(), received.receipt()))
                .toList();
    }

    /** For mails of which nothing is left to do. */
    public void delete(QueuedMail mail) {
        sqs.delete(received(mail));
    }

    public void postpone(QueuedMail mail, Duration howLong) {
        sqs.postpone(received(mail), howLong);
    }

    /** How many mails wait, about; those in somebody's hands included. */
    public long depth() {
        return sqs.depth();
    }

    private static SqsQueue.Received received(QueuedMail mail) {
        return new SqsQueue.Received(mail.body(), mail.receipt());
    }

    private Boolean send(Notice notice) throws JsonProcessingException {
        sqs.send(json.writeValueAsString(notice));
        return true;
    }
}
