package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private record Received(String body, String signature) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer receiver;
    private StripeSimulator stripe;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/webhooks/stripe", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
        });
        receiver.start();
        // each look at the clock is a second later, so that a fresh timestamp can be told from an old one
        AtomicInteger looks = new AtomicInteger();
        Instant start = Instant.now(Clock.systemUTC());
        InstantSource ticking = () -> start.plusSeconds(looks.getAndIncrement());
        stripe = StripeSimulator.start(StripeSimulator.Config.random()
                .withClock(ticking.withZone(ZoneOffset.UTC))
                .withWebhookUrl(
                        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/webhooks/stripe")));
        wire = new Wire(stripe);
    }

    @AfterEach
    void close() {
        stripe.close();
        receiver.stop(0);
    }

    @Test
    void aChargeIsAnnouncedWithASignatureThatStripeJavaAccepts() throws SignatureVerificationException {
        String intent = id(wire.post("/v1/payment_intents", Wire.CARD));

        await().until(() -> received.size() == 1);
        Received webhook = received.get(0);
        Event event = Webhook.constructEvent(webhook.body(), webhook.signature(), stripe.webhookSecret());
        assertThat(event.getType()).isEqualTo("payment_intent.succeeded");
        assertThat(event.getApiVersion()).isEqualTo("2023-08-16");
        assertThat(webhook.body()).contains(intent);
        assertThat(wire.get("/v1/events/" + event.getId()).body()).isEqualTo(webhook.body());
        assertThatThrownBy(() -> Webhook.constructEvent(webhook.body(), webhook.signature(), "whsec_another"))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(
                        () -> Webhook.constructEvent(webhook.body() + " ", webhook.signature(), stripe.webhookSecret()))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void declinesAndRefundsAreAnnounced() {
        wire.post("/v1/payment_intents", Wire.CARD.replace("pm_card_visa", "pm_card_chargeDeclined"));
        String intent = id(wire.post("/v1/payment_intents", Wire.CARD));
        wire.post("/v1/refunds", "payment_intent=" + intent);

        await().until(() -> received.size() == 3);
        assertThat(received)
                .extracting(each -> Json.parse(each.body().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .get("type")
                        .asText())
                .containsExactlyInAnyOrder(
                        "payment_intent.payment_failed", "payment_intent.succeeded", "charge.refunded");
    }

    @Test
    void whatIsNotAcceptedIsSentAgainWithTheSameBodyAndAFreshSignature() {
        refusals.set(2);

        wire.post("/v1/payment_intents", Wire.CARD);

        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 3);
        assertThat(received)
                .extracting(Received::body)
                .containsOnly(received.get(0).body());
        assertThat(received).extracting(Received::signature).doesNotHaveDuplicates();
        await().until(() -> wire.get("/_sim/ledger")
                .body()
                .contains("\"webhooks\":{\"delivered\":1,\"pending\":0,\"failedAttempts\":2,\"dropped\":0}"));
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .get("id")
                .asText();
    }
}
