package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.CarrierOutageTest.offered;
import static dev.breakwater.warehouse.Dock.SOON;
import static dev.breakwater.warehouse.Dock.TWO_LAMPS;
import static dev.breakwater.warehouse.QuotesTest.LAMP_AND_ROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.policy.Policies;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The margins' database ill in each way: no request notices, and what was charged is stored when it is back. */
@ExtendWith(InDock.class)
class DatabaseOutageTest {

    enum Illness {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    private final Dock dock;

    DatabaseOutageTest(Dock dock) {
        this.dock = dock;
    }

    @AfterEach
    void policiesAsShipped() {
        dock.bean(Policies.class).override(Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void withoutCarriersAndDatabaseQuotesAndAllocationsGoOnAndNothingIsLost(Illness illness) {
        await().atMost(SOON).until(() -> dock.gauge("shipping.margin.waiting") == 0);
        long before = await().atMost(SOON)
                .ignoreExceptions() // the first transaction makes the table
                .until(() -> dock.number("select count(*) from standard_rate_quotes"), rows -> rows >= 0);
        BreakwaterCircuitBreaker breaker = (BreakwaterCircuitBreaker) dock.breaker("warehouse-db");
        List<State> states = new CopyOnWriteArrayList<>();
        breaker.onTransition(change -> states.add(change.to()));
        probesAfter("1h");
        dock.fedEx.faults().on(Fault.ERROR_503, FaultSettings.always());
        dock.ups.faults().on(Fault.RESET, FaultSettings.always());
        strike(illness);
        try {
            for (int i = 0; i < 12; i++) {
                offered(dock.post("/api/shipping/quotes", LAMP_AND_ROPE, "2000"), "standard", "fedex=standardRate");
            }
            await().atMost(SOON).until(() -> breaker.getState() == State.OPEN);
            offered(dock.post("/api/shipping/quotes", LAMP_AND_ROPE, "2000"), "standard", "fedex=standardRate");
            assertThat(dock.allocate("south", UUID.randomUUID(), TWO_LAMPS).status())
                    .isEqualTo(200);
            assertThat(dock.gauge("shipping.margin.waiting")).isPositive();
            assertThat(dock.send(dock.request("/actuator/health/readiness", "")).status())
                    .isEqualTo(200);
        } finally {
            heal(illness);
        }
        probesAfter("15s");
        await().atMost(SOON).until(() -> dock.number("select count(*) from standard_rate_quotes") == before + 13);
        dock.fedEx.faults().allOff();
        dock.ups.faults().allOff();
        await().atMost(SOON)
                .until(() -> dock.number("select count(*) from standard_rate_quotes where state = 'OPEN'") == 0);
        await().atMost(SOON).until(() -> breaker.getState() == State.CLOSED);
        assertThat(states).startsWith(State.OPEN).endsWith(State.HALF_OPEN, State.CLOSED);
        assertThat(dock.count("shipping.margin.unrecorded")).isZero();
    }

    /** Probes so long after opening; and slowness shows soon. */
    private void probesAfter(String wait) {
        String breaker = "resilience4j.circuitbreaker.instances.warehouse-db.";
        dock.bean(Policies.class)
                .override(Map.of(
                        breaker + "wait-duration-in-open-state", wait,
                        breaker + "slow-call-duration-threshold", "100ms",
                        breaker + "sliding-window-size", "120", // two seconds at this speed
                        breaker + "minimum-number-of-calls", "3"));
    }

    private void strike(Illness illness) {
        switch (illness) {
            case CRASH -> dock.database.kill();
            case HANG -> dock.database.suspend();
            case ERROR -> sql("alter table standard_rate_quotes rename to quotes_elsewhere");
            case SLOW -> dock.toDatabase.slows(Duration.ofMillis(100)); // each statement
        }
    }

    private void heal(Illness illness) {
        switch (illness) {
            case CRASH -> dock.database.start();
            case HANG -> dock.database.resume();
            case ERROR -> sql("alter table quotes_elsewhere rename to standard_rate_quotes");
            case SLOW -> dock.toDatabase.heals();
        }
    }

    private void sql(String statement) {
        dock.jdbc().sql(statement).update();
    }

    @Test
    void aServiceThatStartsWithoutItsDatabaseServes() {
        try (ConfigurableApplicationContext service = dock.start("WAREHOUSE_DB_URL=jdbc:postgresql://127.0.0.1:1/x")) {
            String port = String.valueOf(service.getEnvironment().getProperty("local.server.port"));
            offered(
                    dock.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/shipping/quotes"))
                            .header("Authorization", "Bearer " + dock.tokens.valid(dock.ada))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(LAMP_AND_ROPE))),
                    "fedex",
                    "");
        }
    }
}
