package dev.breakwater.payment.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.payment.system.PaymentApi.Answer;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.stripe.StripeLedger;
import dev.breakwater.simulators.stripe.StripeSimulator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.stream.Stream;

/** The Stripe simulator, and what its books say. */
final class Stripe implements AutoCloseable {

    static final String WEBHOOK_SECRET = "whsec_of_the_tests";

    private final StripeSimulator.Config config;
    private StripeSimulator simulator;
    private boolean gone;

    Stripe() {
        simulator = StripeSimulator.start(StripeSimulator.Config.random().withWebhookSecret(WEBHOOK_SECRET));
        config = StripeSimulator.Config.random()
                .withWebhookSecret(WEBHOOK_SECRET)
                .withPort(simulator.port())
                .withApiKey(simulator.apiKey());
    }

    /** The port is closed; its books are lost with it. */
    void goAway() {
        simulator.close();
        gone = true;
    }

    String url() {
        return simulator.baseUrl();
    }

    String apiKey() {
        return simulator.apiKey();
    }

    /** Switches a fault on; the settings are JSON. */
    void fault(String name, String settings) {
        Answer answer = PaymentApi.send(admin("/_sim/faults/" + name).PUT(BodyPublishers.ofString(settings)));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body().toString());
        }
    }

    void fault(Fault fault, FaultSettings settings) {
        simulator.faults().on(fault, settings);
    }

    /** How many requests this fault has struck since it was switched on. */
    long struck(Fault fault) {
        return simulator.faults().state(fault).injected();
    }

    void heal() {
        if (gone) {
            simulator = StripeSimulator.start(config);
            gone = false;
        }
        simulator.faults().allOff();
    }

    long requests() {
        JsonNode ledger = PaymentApi.send(admin("/_sim/ledger").GET()).body();
        return ledger.path("requests").path("total").asLong();
    }

    /** How often this order was paid for. */
    long charges(UUID orderId) {
        return lines(orderId).filter(StripeLedger.Line::charged).count();
    }

    long refunded(UUID orderId) {
        return lines(orderId).mapToLong(StripeLedger.Line::refundedMinor).sum();
    }

    private Stream<StripeLedger.Line> lines(UUID orderId) {
        return simulator.ledger().paymentIntents().stream()
                .filter(line -> orderId.toString().equals(line.orderId()));
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
