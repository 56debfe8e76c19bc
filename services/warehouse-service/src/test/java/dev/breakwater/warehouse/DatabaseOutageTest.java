package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.CarrierOutageTest.offered;
import static dev.breakwater.warehouse.Dock.SOON;
import static dev.breakwater.warehouse.Dock.TWO_LAMPS;
import static dev.breakwater.warehouse.QuotesTest.LAMP_AND_ROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The margins' database away: no request notices, and what was charged is stored when it is back. */
@ExtendWith(InDock.class)
class DatabaseOutageTest {

    private final Dock dock;

    DatabaseOutageTest(Dock dock) {
        this.dock = dock;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangs", "is killed"})
    void withoutCarriersAndDatabaseQuotesAndAllocationsGoOnAndNothingIsLost(String how) {
        await().atMost(SOON).until(() -> dock.gauge("shipping.margin.waiting") == 0);
        long before = dock.number("select count(*) from standard_rate_quotes");
        dock.fedEx.faults().on(Fault.ERROR_503, FaultSettings.always());
        dock.ups.faults().on(Fault.RESET, FaultSettings.always());
        if (how.equals("hangs")) {
            dock.database.suspend();
        } else {
            dock.database.kill();
        }
        try {
            for (int i = 0; i < 12; i++) {
                offered(dock.post("/api/shipping/quotes", LAMP_AND_ROPE, "2000"), "standard", "fedex=standardRate");
            }
            await().atMost(SOON).until(() -> dock.breaker("warehouse-db").getState() == State.OPEN);
            offered(dock.post("/api/shipping/quotes", LAMP_AND_ROPE, "2000"), "standard", "fedex=standardRate");
            assertThat(dock.allocate("south", UUID.randomUUID(), TWO_LAMPS).status())
                    .isEqualTo(200);
            assertThat(dock.gauge("shipping.margin.waiting")).isPositive();
            assertThat(dock.send(dock.request("/actuator/health/readiness", "")).status())
                    .isEqualTo(200);
        } finally {
            if (how.equals("hangs")) {
                dock.database.resume();
            } else {
                dock.database.start();
            }
        }
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> dock.number("select count(*) from standard_rate_quotes") == before + 13);
        dock.fedEx.faults().allOff();
        dock.ups.faults().allOff();
        await().atMost(SOON)
                .until(() -> dock.number("select count(*) from standard_rate_quotes where state = 'OPEN'") == 0);
        assertThat(dock.breaker("warehouse-db").getState()).isEqualTo(State.CLOSED);
        assertThat(dock.count("shipping.margin.unrecorded")).isZero();
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
