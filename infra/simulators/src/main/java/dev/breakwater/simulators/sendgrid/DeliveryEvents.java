package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.webhooks.WebhookSender;
import dev.breakwater.simulators.webhooks.WebhookSender.Post;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells one URL what becomes of mails, as the original does: at least once and in no order to rely on. Of every three mails the last has
 * its two events in one post and in the wrong order, of every five the last has its end told twice. Thread-safe.
 */
final class DeliveryEvents implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final int WRONG_ORDER = 3;
    private static final int TWICE = 5;

    private final @Nullable URI url;
    private final EventKey key;
    private final Clock clock;
    private final WebhookSender sender = new WebhookSender("sendgrid");
    private final AtomicLong count = new AtomicLong();

    DeliveryEvents(@Nullable URI url, EventKey key, Clock clock) {
        this.url = url;
        this.key = key;
        this.clock = clock;
    }

    void accepted(Mail mail) {
        URI to = url;
        if (to == null) {
            return;
        }
        for (String address : mail.to()) {
            long number = count.incrementAndGet();
            ObjectNode processed = event(mail, address, "processed");
            ObjectNode end = end(mail, address);
            if (address.startsWith("dropped")) {
                post(to, STEP, end);
                continue;
            }
            if (number % WRONG_ORDER == 0) {
                post(to, STEP, end, processed);
            } else {
                post(to, STEP, processed);
                post(to, STEP.multipliedBy(2), end);
            }
            if (number % TWICE == 0) {
                post(to, STEP.multipliedBy(3), end);
            }
        }
    }

    /** Mail for addresses that begin with bounce or dropped does what they say. */
    private ObjectNode end(Mail mail, String address) {
        if (address.startsWith("dropped")) {
            return event(mail, address, "dropped").put("reason", "Bounced Address");
        }
        if (address.startsWith("bounce")) {
            return event(mail, address, "bounce")
                    .put("type", "bounce")
                    .put("status", "5.1.1")
                    .put("reason", "550 5.1.1 The email account that you tried to reach does not exist.");
        }
        return event(mail, address, "delivered").put("response", "250 OK");
    }

    private ObjectNode event(Mail mail, String address, String event) {
        ObjectNode json = Json.object()
                .put("email", address)
                .put("timestamp", clock.instant().getEpochSecond())
                .put("smtp-id", "<" + mail.id() + "@simulator>")
                .put("event", event)
                .put("sg_event_id", UUID.randomUUID().toString())
                .put("sg_message_id", mail.id() + ".filter0001.1-0");
        mail.customArgs().forEach(json::put);
        return json;
    }

    private void post(URI to, Duration delay, ObjectNode... events) {
        ArrayNode list = Json.array();
        List.of(events).forEach(list::add);
        byte[] body = Json.bytes(list);
        sender.send(() -> signed(to, body), delay);
    }

    private Post signed(URI to, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return new Post(
                to,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "SendGrid Event API",
                        "X-Twilio-Email-Event-Webhook-Signature",
                        key.sign(timestamp, body),
                        "X-Twilio-Email-Event-Webhook-Timestamp",
                        timestamp),
                body);
    }

    @Nullable
    String publicKey() {
        return key.publicKey();
    }

    ObjectNode json() {
        return sender.json();
    }

    @Override
    public void close() {
        sender.close();
    }
}
