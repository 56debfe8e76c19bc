package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.e2e.faults.Rush;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void countsDoNotDependOnSpeed() {
        IntStream.rangeClosed(1, 60)
                .mapToObj(speed -> Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, speed))
                .forEach(plan -> {
                    assertThat(plan.parts().stream().mapToInt(Plan.Part::orders).sum())
                            .isGreaterThanOrEqualTo(Plan.LEAST_ORDERS);
                    assertThat(plan.part(Phase.OUTAGE).orders()).isGreaterThanOrEqualTo(Plan.LEAST_IN_OUTAGE);
                });
    }

    @Test
    void speedDividesLengthsUntilMoreThanIsWantedWouldArrive() {
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, 1)
                        .part(Phase.OUTAGE)
                        .length())
                .isEqualTo(Duration.ofSeconds(220));
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, 10)
                        .part(Phase.OUTAGE)
                        .length())
                .isEqualTo(Duration.ofSeconds(22));
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, 60).mostPerSecond() * Calibration.cost(Mix.BUYING))
                .isCloseTo(Plan.MOST_PER_SECOND, within(0.1));
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, 10)
                        .part(Phase.OUTAGE)
                        .perSecond())
                .isBetween(20.0, 25.0);
    }

    @Test
    void aSlowMachineGetsTheSameOrdersInMoreTime() {
        Plan plan = Plan.full(Mix.BUYING, Rush.NONE, Duration.ZERO, 10)
                .bearable(10 * Calibration.cost(Mix.BUYING), Mix.BUYING);

        assertThat(plan.part(Phase.OUTAGE).orders()).isEqualTo(500);
        assertThat(plan.mostPerSecond()).isCloseTo(10, within(0.1));
    }

    @Test
    void aSlowMachineGetsARushAsSteepAsAQuickOne() {
        Rush fivefold = new Rush(1, 5);
        Plan quick = Plan.brief(Duration.ZERO, Duration.ZERO, fivefold);
        Plan slow = quick.bearable(5, Mix.SHOPPING);

        for (Plan plan : List.of(quick, slow)) {
            assertThat(plan.part(Phase.RECOVERY).perSecond()
                            / plan.part(Phase.HEALTHY).perSecond())
                    .isCloseTo(5, within(0.1));
        }
        assertThat(slow.mostPerSecond() * Calibration.cost(Mix.SHOPPING)).isCloseTo(5, within(0.1));
    }

    @Test
    void anOutageLastsAsLongAsWhatHappensInIt() {
        Duration inIt = Duration.ofSeconds(36);
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, inIt, 10).part(Phase.OUTAGE).length())
                .isEqualTo(inIt);
        assertThat(Plan.full(Mix.BUYING, Rush.NONE, inIt, 1).part(Phase.OUTAGE).length())
                .isEqualTo(Duration.ofSeconds(220));
        assertThat(Plan.brief(Duration.ZERO, Duration.ofSeconds(25), Rush.NONE)
                        .part(Phase.OUTAGE)
                        .length())
                .isEqualTo(Duration.ofSeconds(25));
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
