package dev.breakwater.e2e.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.localstack.Repository;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.pagerduty.PagerDutySimulator;
import dev.breakwater.simulators.slack.SlackSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed rules and routes on the real Prometheus and Alertmanager, with a service that only says how its breaker is. */
class LocalMonitoringTest {

    private static final int SPEED = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ALERT = "CircuitBreakerOpen";

    private final PagerDutySimulator pagerDuty = PagerDutySimulator.start(PagerDutySimulator.Config.random());
    private final SlackSimulator slack = SlackSimulator.start(SlackSimulator.Config.random());
    private final List<String> commander = new CopyOnWriteArrayList<>();
    private final Workspace workspace =
            Workspace.create(Repository.root().resolve("e2e-tests/target/monitoring"), "monitoring");
    private volatile int state;
    private HttpServer stub;

    @BeforeEach
    void start() throws IOException {
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/actuator/prometheus", exchange -> {
            byte[] page = ("circuit_breaker_state{service=\"payment-service\",breaker=\"stripe\"} " + state + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        stub.createContext("/hook", exchange -> {
            commander.add(Json.MAPPER
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("status")
                    .asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        stub.start();
    }

    @AfterEach
    void stop() {
        workspace.close();
        stub.stop(0);
        slack.close();
        pagerDuty.close();
    }

    @Test
    void anOpenBreakerIsToldOnceToEverybodyAndSoIsItsEnd() throws Exception {
        assumeTrue(LocalMonitoring.isInstalled(), "to get Prometheus and Alertmanager: " + LocalMonitoring.NEEDED);
        URI base = URI.create("http://127.0.0.1:" + stub.getAddress().getPort());
        try (LocalMonitoring monitoring = LocalMonitoring.start(
                workspace,
                Map.of("payment-service", base),
                SPEED,
                new LocalMonitoring.Receivers(
                        URI.create(pagerDuty.baseUrl()),
                        pagerDuty.routingKey(),
                        URI.create(slack.webhookUrl()),
                        base.resolve("/hook")))) {
            await().atMost(PATIENCE)
                    .until(() -> !Json.get(monitoring.prometheus().resolve("/api/v1/query?query=circuit_breaker_state"))
                            .at("/data/result")
                            .isEmpty());
            state = 1;
            await().atMost(PATIENCE)
                    .until(() -> commander.size() == 1
                            && pagerDuty.ledger().incidents().size() == 1
                            && slack.ledger().messages().size() == 1);
            state = 0;
            await().atMost(PATIENCE)
                    .until(() -> commander.size() == 2
                            && !pagerDuty.ledger().incidents().get(0).isOpen()
                            && slack.ledger().messages().size() == 2);
        }

        assertThat(commander).containsExactly("firing", "resolved");
        assertThat(pagerDuty.ledger().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.eventClass()).isEqualTo(ALERT);
            assertThat(incident.summary()).isEqualTo("payment-service: circuit breaker stripe is open");
            assertThat(incident.severity()).isEqualTo("warning");
            assertThat(incident.triggers()).isEqualTo(1);
        });
        assertThat(slack.ledger().messages())
                .extracting(message -> message.titles().get(0))
                .containsExactly("FIRING (1): " + ALERT, "RESOLVED: " + ALERT);
    }
}
