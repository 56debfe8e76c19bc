package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.SpanReceiver.Seen;
import dev.breakwater.e2e.load.Customer;
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be told afterwards of one order, and what must not be told of anybody. */
@Order(7)
@ExtendWith(SharedShop.class)
class TracingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Mail addresses of customers, telephone numbers, tokens, names, numbers of cards, and what Stripe and SendGrid are asked with. */
    private static final Pattern SECRET =
            Pattern.compile("[\\w.+-]+@example\\.com|\\+49\\d{6,}|eyJ[\\w-]{20,}|Shopper [\\w-]+"
                    + "|\\b4242\\d{12}\\b|sk_test_\\w+|whsec_\\w+|SG\\.\\w{8,}|a long enough passphrase");

    @Test
    @Order(1)
    void anOrderIsFollowedThroughEveryServiceAndShowsTheBreakerAndTheFallback(Running system) throws Exception {
        Shop shop = system.shop();
        Customer customer =
                Customer.register(shop.gateway(), "traced-" + Clock.systemUTC().millis());
        String trace = UUID.randomUUID().toString().replace("-", "");
        force(shop, "FORCE_OPEN");
        JsonNode order;
        try {
            order = Json.send(
                    "POST",
                    shop.gateway().resolve("/api/orders"),
                    Map.of("items", List.of(Map.of("sku", "BW-LAMP", "quantity", 1)), "paymentMethod", "pm_card_visa"),
                    "Authorization",
                    "Bearer " + customer.token(),
                    "Idempotency-Key",
                    trace,
                    "traceparent",
                    "00-" + trace + "-00f067aa0ba902b7-01");
        } finally {
            force(shop, "CLOSE");
        }

        assertThat(order.path("status").asText()).isEqualTo("PAYMENT_PENDING");
        // each service tells of its spans when it likes
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Seen> spans = system.spans().ofTrace(trace);
            assertThat(spans)
                    .extracting(Seen::service)
                    .contains(
                            "gateway",
                            "order-service",
                            "user-service",
                            "inventory-service",
                            "payment-service",
                            "payment-fallback-service",
                            "notification-service");
            assertThat(guarded(spans, "gateway", "order-service"))
                    .containsEntry("breakwater.breaker.state", "closed")
                    .containsEntry("breakwater.outcome", "answered");
            assertThat(guarded(spans, "order-service", "payment-service"))
                    .containsEntry("breakwater.outcome", "answered");
            assertThat(guarded(spans, "payment-service", "stripe"))
                    .containsEntry("breakwater.breaker.state", "forced-open")
                    .containsEntry("breakwater.outcome", "rejected")
                    .containsKey("breakwater.fallback");
        });
        Published.json(
                Running.EVIDENCE.resolve("tracing").resolve("spans.json"),
                system.spans().ofTrace(trace).stream()
                        .map(span ->
                                Map.of("service", span.service(), "name", span.name(), "attributes", span.attributes()))
                        .toList());
    }

    private static Map<String, String> guarded(List<Seen> spans, String service, String breaker) {
        return spans.stream()
                .filter(span -> span.service().equals(service) && span.name().equals("guarded " + breaker))
                .map(Seen::attributes)
                .findFirst()
                .orElse(Map.of());
    }

    @Test
    @Order(2)
    void nothingThatWasLoggedOrTracedTellsWhoSomebodyIs(Running system) throws Exception {
        assertThat(system.spans().received()).isNotEmpty();
        assertThat(system.spans().received())
                .extracting(Seen::everything)
                .noneMatch(span -> SECRET.matcher(span).find());

        List<Path> logs;
        try (Stream<Path> files = Files.list(system.logs())) {
            logs = files.filter(file -> Shop.SERVICES.contains(service(file))).toList();
        }
        assertThat(logs).hasSameSizeAs(Shop.SERVICES);
        for (Path log : logs) {
            assertThat(secrets(log)).as(log.toString()).isEmpty();
        }
    }

    private static String service(Path log) {
        return log.getFileName().toString().replaceFirst("\\.log$", "");
    }

    private static List<String> secrets(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> SECRET.matcher(line).find())
                .limit(5)
                .toList();
    }

    private static void force(Shop shop, String state) throws Exception {
        URI payments = Objects.requireNonNull(shop.breakers().get("payment-service"));
        for (String breaker : List.of("stripe", "bank-api")) {
            Json.send(
                    "POST",
                    payments.resolve("/actuator/circuitbreakers/" + breaker),
                    Map.of("updateState", state),
                    "Authorization",
                    "Bearer " + shop.internalToken(),
                    "X-Override-By",
                    "TracingIT",
                    "X-Override-Reason",
                    "an order to be followed");
        }
    }
}
