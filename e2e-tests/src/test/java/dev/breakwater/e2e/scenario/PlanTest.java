package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

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
    void speedDividesLengthsUntilTwoCoresBearNoMore() {
        assertThat(Plan.full(Mix.BUYING, 1).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(220));
        assertThat(Plan.full(Mix.BUYING, 10).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(22));
        assertThat(Plan.full(Mix.BUYING, 60).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Plan.full(Mix.BUYING, 10).part(Phase.WARM_UP).length()).isEqualTo(Duration.ofSeconds(16));
        assertThat(Plan.full(Mix.BUYING, 10).part(Phase.OUTAGE).perSecond()).isBetween(20.0, 25.0);
    }
}
