package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void countsDoNotDependOnSpeed() {
        IntStream.rangeClosed(1, 60)
                .mapToObj(speed -> Plan.full(Mix.BUYING, speed))
                .forEach(plan -> {
                    assertThat(plan.parts().stream().mapToInt(Plan.Part::orders).sum())
                            .isGreaterThanOrEqualTo(Plan.LEAST_ORDERS);
                    assertThat(plan.part(Phase.OUTAGE).orders()).isGreaterThanOrEqualTo(Plan.LEAST_IN_OUTAGE);
                });
    }

    @Test
    void theShortOneIsAQuarter() {
        Plan quarter = Plan.quarter(Mix.BUYING, 10);

        assertThat(quarter.part(Phase.OUTAGE).orders()).isEqualTo(125);
        assertThat(quarter.parts().stream().mapToInt(Plan.Part::orders).sum())
                .isGreaterThanOrEqualTo(quarter.leastOrders());
        assertThat(quarter.part(Phase.OUTAGE).perSecond()).isBetween(20.0, 25.0);
    }

    @Test
    void speedDividesLengthsUntilMoreThanIsWantedWouldArrive() {
        assertThat(Plan.full(Mix.BUYING, 1).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(220));
        assertThat(Plan.full(Mix.BUYING, 10).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(22));
        assertThat(Plan.full(Mix.BUYING, 60).part(Phase.OUTAGE).length())
                .isCloseTo(Duration.ofMillis(20_667), Duration.ofMillis(1));
        assertThat(Plan.full(Mix.BUYING, 10).part(Phase.OUTAGE).perSecond()).isBetween(20.0, 25.0);
    }

    @Test
    void aSlowMachineGetsTheSameOrdersInMoreTime() {
        Plan plan = Plan.full(Mix.BUYING, 10).bearable(10 * Calibration.cost(Mix.BUYING), Mix.BUYING);

        assertThat(plan.part(Phase.OUTAGE).orders()).isEqualTo(500);
        assertThat(plan.part(Phase.OUTAGE).length()).isCloseTo(Duration.ofSeconds(50), Duration.ofMillis(1));
        assertThat(plan.mostPerSecond()).isCloseTo(10, within(0.001));
    }

    @Test
    void aStageTakesAsLongAsItsOwnLimitAsks() {
        Plan plan = Plan.brief(Duration.ofSeconds(10));

        assertThat(plan.outage(Duration.ofSeconds(10), Duration.ofSeconds(10))).isEqualTo(plan.part(Phase.OUTAGE));
        assertThat(plan.outage(Duration.ofSeconds(3), Duration.ofSeconds(10)).length())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.outage(Duration.ofSeconds(3), Duration.ofSeconds(10)).orders())
                .isEqualTo(70);
    }
}
