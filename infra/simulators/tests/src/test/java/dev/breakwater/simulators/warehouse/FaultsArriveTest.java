package dev.breakwater.simulators.warehouse;

import static dev.breakwater.simulators.warehouse.Wire.TWO_LAMPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each switch says is what a caller meets, and what the ledger holds. */
class FaultsArriveTest {

    private final WarehouseSimulator warehouse = WarehouseSimulator.start(WarehouseSimulator.Config.random());
    private final Wire wire = new Wire(warehouse);

    @AfterEach
    void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSaysAndCountsIt(Fault fault) throws Exception {
        FaultSettings always = FaultSettings.always();
        warehouse.faults().on(fault, fault == Fault.SLOW ? always.with("delayMs", 400) : always);

        switch (fault) {
            case RESET ->
                assertThatThrownBy(() -> wire.allocate("order-1", TWO_LAMPS))
                        .isInstanceOf(IOException.class)
                        .hasRootCauseInstanceOf(SocketException.class);
            case TIMEOUT, REPLY_LOST -> {
                assertThatThrownBy(() -> wire.allocate("order-1", TWO_LAMPS)).isInstanceOf(HttpTimeoutException.class);
                await().until(() -> warehouse.openConnections() == 0);
            }
            case ERROR_500_AFTER -> answers(500);
            case ERROR_503, FLAPPING -> answers(503);
            case RATE_LIMIT_429 ->
                assertThat(answers(429).headers().firstValue("Retry-After")).contains("1");
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                answers(200);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            }
        }

        boolean executes = Set.of(Fault.REPLY_LOST, Fault.ERROR_500_AFTER, Fault.SLOW, Fault.OVERLOAD)
                .contains(fault);
        assertThat(warehouse.ledger().allocations()).hasSize(executes ? 1 : 0);
        assertThat(warehouse.faults().state(fault).injected()).isEqualTo(1);
        warehouse.faults().off(fault);
        assertThat(wire.allocate("order-1", TWO_LAMPS).statusCode()).isEqualTo(200);
        assertThat(warehouse.ledger().allocated("BW-LAMP")).isEqualTo(2);
    }

    private HttpResponse<String> answers(int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = wire.allocate("order-1", TWO_LAMPS);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    @Test
    void aReleaseFencesAnAllocationThatIsStillOnItsWay() throws Exception {
        warehouse
                .faults()
                .on(Fault.SLOW, FaultSettings.always().with("delayMs", 2_000).atMost(1));

        assertThatThrownBy(() -> wire.allocate("order-1", TWO_LAMPS)).isInstanceOf(HttpTimeoutException.class);
        assertThat(wire.release("order-1").statusCode()).isEqualTo(204);

        await().until(() -> warehouse.openConnections() == 0
                || warehouse.ledger().allocations().size() == 1);
        assertThat(wire.allocate("order-1", TWO_LAMPS).body()).contains("RELEASED");
        assertThat(warehouse.ledger().allocated("BW-LAMP")).isZero();
    }
}
