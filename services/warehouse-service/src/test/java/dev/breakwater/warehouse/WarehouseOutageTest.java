package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.Dock.SOON;
import static dev.breakwater.warehouse.Dock.TWO_LAMPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.warehouse.WarehouseSimulator;
import dev.breakwater.warehouse.Dock.Answer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A warehouse that fails, in each way that one can fail. */
@ExtendWith(InDock.class)
class WarehouseOutageTest {

    private final Dock dock;

    WarehouseOutageTest(Dock dock) {
        this.dock = dock;
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "TIMEOUT", "REPLY_LOST", "ERROR_500_AFTER", "ERROR_503", "RATE_LIMIT_429", "SLOW"})
    void opensItsBreakerAloneAndRecoversWithoutARestart(Fault fault) throws Exception {
        FaultSettings settings = FaultSettings.always();
        dock.north.faults().on(fault, fault == Fault.SLOW ? settings.with("delayMs", 5_000) : settings);
        double rejected = dock.count("circuit_breaker_requests_rejected_total", "breaker", "warehouse-north");

        List<UUID> orders = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            List<CompletableFuture<Answer>> round = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                UUID order = UUID.randomUUID();
                orders.add(order);
                round.add(dock.allocateAsync("north", order));
            }
            for (CompletableFuture<Answer> each : round) {
                unavailable(each.get(), "warehouse-north");
            }
            return dock.breaker("warehouse-north").getState() == State.OPEN;
        });

        for (String other : List.of("south", "east")) {
            assertThat(dock.allocate(other, UUID.randomUUID(), TWO_LAMPS).status())
                    .isEqualTo(200);
            assertThat(dock.breaker("warehouse-" + other).getState()).isEqualTo(State.CLOSED);
        }
        assertThat(dock.north.faults().state(fault).injected()).isGreaterThanOrEqualTo(15);

        dock.north.faults().allOff();
        await().atMost(SOON).until(() -> dock.breaker("warehouse-north").getState() == State.CLOSED);
        // Nobody knows what became of the orders. Released, they hold nothing, whatever it was and whatever is still on
        // its way.
        for (UUID order : orders) {
            assertThat(dock.release("north", order).status()).isEqualTo(204);
        }
        assertThat(dock.north.ledger().allocated("BW-LAMP")).isZero();
        assertThat(dock.count("circuit_breaker_requests_rejected_total", "breaker", "warehouse-north"))
                .isGreaterThanOrEqualTo(rejected);
    }

    @Test
    void anAnswerThatWasLostIsFoundByAskingAgain() {
        dock.south.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        UUID order = UUID.randomUUID();
        long before = dock.south.ledger().allocated("BW-ROPE");
        String rope = TWO_LAMPS.replace("LAMP", "ROPE");

        unavailable(dock.allocate("south", order, rope), "warehouse-south");
        dock.south.faults().allOff();

        await().atMost(SOON).until(() -> dock.allocate("south", order, rope).status() == 200);
        assertThat(dock.south.ledger().allocated("BW-ROPE") - before).isEqualTo(2);
    }

    @Test
    void shortagesAndConflictsDoNotTripTheBreaker() {
        dock.east.stock("BW-BELL", 1);
        UUID order = UUID.randomUUID();
        dock.allocate("east", order, TWO_LAMPS);
        for (int i = 0; i < 20; i++) {
            assertThat(dock.allocate("east", UUID.randomUUID(), TWO_LAMPS.replace("LAMP", "BELL"))
                            .status())
                    .isEqualTo(409);
            assertThat(dock.allocate("east", order, TWO_LAMPS.replace("2", "3")).status())
                    .isEqualTo(409);
        }

        assertThat(dock.breaker("warehouse-east").getState()).isEqualTo(State.CLOSED);
        assertThat(dock.breaker("warehouse-east").getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @Test
    void aHungWarehouseTakesNoMoreThanItsShareOfThreads() throws Exception {
        dock.north.faults().on(Fault.TIMEOUT, FaultSettings.always());
        List<CompletableFuture<Answer>> stuck = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stuck.add(dock.allocateAsync("north", UUID.randomUUID()));
        }
        for (int i = 0; i < 5; i++) {
            assertThat(dock.allocate("south", UUID.randomUUID(), TWO_LAMPS).status())
                    .isEqualTo(200);
        }
        for (CompletableFuture<Answer> each : stuck) {
            unavailable(each.get(), "warehouse-north");
        }
        // 12 at once, and each of the 60 gave its place back
        assertThat(dock.north.faults().state(Fault.TIMEOUT).injected()).isPositive();
        await().atMost(SOON)
                .until(() -> dock.north.openConnections() <= 2); // what the background check opens counts too
    }

    @Test
    void theAggregateSaysWhichIsDownAndReadinessSaysYesAllTheSame() {
        await().atMost(SOON).until(() -> states().equals("east=UP north=UP south=UP "));
        for (WarehouseSimulator each : List.of(dock.north, dock.east)) {
            each.faults().on(Fault.ERROR_503, FaultSettings.always());
        }
        await().atMost(SOON).until(() -> states().equals("east=DOWN north=DOWN south=UP "));
        assertThat(dock.send(dock.request("/actuator/health", ""))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("DOWN");
        dock.south.faults().on(Fault.TIMEOUT, FaultSettings.always());
        await().atMost(SOON).until(() -> states().equals("east=DOWN north=DOWN south=DOWN "));
        assertThat(dock.send(dock.request("/actuator/health/readiness", "")).status())
                .isEqualTo(200);
        assertThat(dock.send(dock.request("/actuator/health/liveness", "")).status())
                .isEqualTo(200);

        dock.warehouses().forEach(each -> each.faults().allOff());
        await().atMost(SOON).until(() -> states().equals("east=UP north=UP south=UP "));
    }

    private String states() {
        StringBuilder all = new StringBuilder();
        dock.get("/internal/warehouses").body().get("warehouses").forEach(each -> {
            assertThat(each.has("checkedAt")).isTrue();
            all.append(each.get("id").asText())
                    .append('=')
                    .append(each.get("state").asText())
                    .append(' ');
        });
        return all.toString();
    }

    static void unavailable(Answer answer, String dependency) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(503, 504);
        assertThat(answer.body().get("type").asText())
                .isIn("/problems/dependency-unavailable", "/problems/upstream-timeout");
        assertThat(answer.body().get("dependency").asText()).isEqualTo(dependency);
        if (answer.status() == 503) {
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        }
    }
}
