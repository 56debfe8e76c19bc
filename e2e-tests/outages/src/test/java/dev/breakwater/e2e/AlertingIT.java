package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.local.LocalMonitoring;
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Script;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the monitoring makes of the running system. Rules and routes are those of production, every span of time divided by the speed. */
@Order(5)
@ExtendWith(SharedShop.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertingIT {

    private static final String ALERT = "CircuitBreakerOpen";
    private static final String OPEN = "payment-service: circuit breaker stripe is open";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * The breaker opens after some 10 s of it, when a third has passed in which Stripe fails little and enough calls were seen; the alert
     * fires when it was not closed for 9 s, at this speed.
     */
    private static final Duration LONG_ENOUGH_TO_ALERT = Duration.ofSeconds(24);

    @Test
    @Order(1)
    void anOutageIsToldOnceToSlackPagerDutyAndTheWebhookAndSoIsItsEnd(Running system) throws Exception {
        Scenario outage = Scenario.ofName(Scenario.STRIPE_OUTAGE).orElseThrow().lasting(LONG_ENOUGH_TO_ALERT);
        Script script = Script.brief(outage, Running.SPEED, Running.SEED, false);
        if (!LocalMonitoring.isInstalled()) {
            system.assertHolds(script, outage.name());
            String missing = "alerts were not followed: Prometheus or Alertmanager is not installed (to get them: "
                    + LocalMonitoring.NEEDED + ")";
            Running.CONSOLE.line(missing);
            abort(missing);
        }
        URI pagerDuty = system.alertReceiver("pagerduty").resolve("/_sim/ledger");
        URI slack = system.alertReceiver("slack").resolve("/_sim/ledger");
        try (Webhook commander = Webhook.start();
                LocalMonitoring monitoring = system.monitor(commander.uri())) {
            await().atMost(PATIENCE).until(() -> everyServiceIsScraped(monitoring));

            Instant began = Clock.systemUTC().instant();
            system.assertHolds(script, outage.name());

            List<String> told = List.of("firing", "resolved");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(commander.told(ALERT, "stripe")).isEqualTo(told));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(incidents(pagerDuty)).containsExactly("warning resolved after 1 trigger(s)"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(messages(slack)).containsExactly("FIRING (1)", "RESOLVED"));

            Map<String, Integer> drawn = Panels.drawn(
                    monitoring.prometheus(), began, Clock.systemUTC().instant());
            Published.json(Running.EVIDENCE.resolve(outage.name()).resolve("panels.json"), drawn);
            for (Map.Entry<String, Integer> panel : drawn.entrySet()) {
                if (Panels.mustDraw(panel.getKey())) {
                    assertThat(panel.getValue())
                            .as("lines of %s", panel.getKey())
                            .isPositive();
                }
            }
        }
    }

    /** Whatever a rule or a dashboard asks of the services is there, under that name and with these labels. */
    @Test
    @Order(2)
    void everyMetricThatIsAskedForIsExported(Running system) throws Exception {
        ExportedMetrics exported = new ExportedMetrics();
        for (URI service : system.shop().breakers().values()) {
            exported.read(service.resolve("/actuator/prometheus"));
        }

        assertThat(ExportedMetrics.asked()).isNotEmpty().allSatisfy((name, labels) -> {
            assertThat(exported.names()).contains(name);
            assertThat(exported.labels(name)).as(name).containsAll(labels);
        });
    }

    private static boolean everyServiceIsScraped(LocalMonitoring monitoring) throws Exception {
        JsonNode answer = Json.get(monitoring.prometheus().resolve("/api/v1/query?query=count(up%3D%3D1)"));
        return answer.at("/data/result/0/value/1").asInt() == Shop.SERVICES.size() + 1; // the config server too
    }

    /** The incidents about Stripe's breaker: their severity, how they ended, and how often they were told of. */
    private static List<String> incidents(URI ledger) throws Exception {
        return all(Json.get(ledger).path("incidents"))
                .filter(incident -> incident.path("class").asText().equals(ALERT))
                .filter(incident -> incident.path("summary").asText().equals(OPEN))
                .map(incident -> "%s %s after %d trigger(s)"
                        .formatted(
                                incident.path("severity").asText(),
                                incident.path("status").asText(),
                                incident.path("triggers").asInt()))
                .toList();
    }

    /** What the messages about Stripe's breaker begin with. */
    private static List<String> messages(URI ledger) throws Exception {
        return all(Json.get(ledger).path("messages"))
                .filter(message -> message.path("everything").asText().contains(OPEN))
                .map(message -> message.at("/titles/0").asText())
                .filter(title -> title.endsWith(": " + ALERT))
                .map(title -> title.substring(0, title.indexOf(':')))
                .toList();
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
