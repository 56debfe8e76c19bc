package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.load.Phase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void countsDoNotDependOnSpeed() {
        IntStream.rangeClosed(1, 60).mapToObj(Plan::atSpeed).forEach(plan -> {
            assertThat(plan.parts().stream().mapToInt(Plan.Part::orders).sum())
                    .isGreaterThanOrEqualTo(Judgement.LEAST_ORDERS);
            assertThat(plan.part(Phase.OUTAGE).orders()).isGreaterThanOrEqualTo(Judgement.LEAST_IN_OUTAGE);
        });
    }

    @Test
    void speedDividesLengthsUntilTwoCoresBearNoMore() {
        assertThat(Plan.atSpeed(1).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(220));
        assertThat(Plan.atSpeed(10).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(22));
        assertThat(Plan.atSpeed(60).part(Phase.OUTAGE).length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(Plan.atSpeed(10).part(Phase.WARM_UP).length()).isEqualTo(Duration.ofSeconds(16));
        assertThat(Plan.atSpeed(10).part(Phase.OUTAGE).perSecond()).isBetween(20.0, 25.0);
    }
}
