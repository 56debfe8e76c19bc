package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.webhooks.WebhookSender;
import dev.breakwater.simulators.webhooks.WebhookSender.Post;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends events to one URL, signed. Thread-safe. */
final class Webhooks implements AutoCloseable {

    private final @Nullable URI url;
    private final WebhookSignature signature;
    private final Clock clock;
    private final WebhookSender sender = new WebhookSender("stripe");

    Webhooks(@Nullable URI url, String secret, Clock clock) {
        this.url = url;
        this.clock = clock;
        signature = new WebhookSignature(secret);
    }

    boolean enabled() {
        return url != null;
    }

    void send(Event event) {
        URI to = url;
        if (to != null) {
            sender.send(() -> post(event, to));
        }
    }

    private Post post(Event event, URI to) {
        byte[] body = Json.bytes(event.json());
        return new Post(
                to,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                        "Stripe-Signature",
                        signature.of(body, clock.instant())),
                body);
    }

    ObjectNode json() {
        return sender.json();
    }

    @Override
    public void close() {
        sender.close();
    }
}
