package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.gateway.StubService.Mode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a client is answered on a route is counted for that route: the objective of the alerts counts on it. */
class RequestsByRouteTest {

    private static final String ORDERS = "/api/orders/6f8f7f0e-0000-4000-8000-000000000001";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = new Edge(Routes.impatient());
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void recovered() {
        edge.orders.recover();
        edge.breaker("order-service").reset();
    }

    @Test
    void whatTheServiceAnsweredIsCounted() throws Exception {
        assertThat(edge.getAsUser(ORDERS).statusCode()).isEqualTo(200);
        awaitCount("order-service", "200", 1);
    }

    @Test
    void whatAnOpenBreakerRefusesIsCounted() throws Exception {
        edge.breaker("order-service").transitionToOpenStateFor(Duration.ofMinutes(1));
        assertThat(edge.getAsUser(ORDERS).statusCode()).isEqualTo(503);
        awaitCount("order-service", "503", 1);
        assertThat(edge.actuator("prometheus").lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")
                        && line.contains("route=\"order-service\"")
                        && line.contains("status=\"503\""));
    }

    @Test
    void whatATimeLimitEndsIsCounted() throws Exception {
        edge.orders.now(Mode.HANGS);
        assertThat(edge.getAsUser(ORDERS).statusCode()).isEqualTo(504);
        awaitCount("order-service", "504", 1);
    }

    @Test
    void whatNoRouteTakesIsNobodys() throws Exception {
        assertThat(edge.getAsUser("/api/nothing").statusCode()).isEqualTo(404);
        awaitCount("none", "404", 1);
    }

    /** The answer is with the client before it is counted. */
    private static void awaitCount(String route, String status, long count) {
        await().atMost(PATIENCE)
                .until(() -> edge
                                .bean(MeterRegistry.class)
                                .find("http.server.requests")
                                .tags("route", route, "status", status)
                                .timers()
                                .stream()
                                .mapToLong(Timer::count)
                                .sum()
                        == count);
    }
}
