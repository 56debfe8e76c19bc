package dev.breakwater.e2e.comparison;

import static dev.breakwater.e2e.comparison.MadeUpRun.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fault ends at second 100; orders are due ten times a second until second 120. */
class RecoveryTest {

    private static final double END = 100;
    private static final double LIMIT_MS = 150;

    private final List<Sample> orders = new ArrayList<>();

    @Test
    void serviceThatIsFullAtOnceTakesNoTime() {
        served(100, 120, Outcome.PRIMARY, 50);

        assertThat(seconds()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "PRIMARY", mode = EnumSource.Mode.EXCLUDE)
    void anythingButPrimaryPutsItOff(Outcome outcome) {
        served(100, 105, outcome, 50);
        served(105, 120, Outcome.PRIMARY, 50);

        assertThat(seconds()).isEqualTo(4.9, within(0.11));
    }

    @Test
    void slownessPutsItOff() {
        served(100, 107, Outcome.PRIMARY, LIMIT_MS + 1);
        served(107, 120, Outcome.PRIMARY, LIMIT_MS);

        assertThat(seconds()).isEqualTo(6.9, within(0.11));
    }

    @Test
    void twoCalmSecondsAreNotEnough() {
        served(100, 101, Outcome.FAILED, 50);
        served(101, 103, Outcome.PRIMARY, 50);
        served(103, 104, Outcome.FAILED, 50);
        served(104, 120, Outcome.PRIMARY, 50);

        assertThat(seconds()).isEqualTo(3.9, within(0.11));
    }

    @Test
    void whatWasDueBeforeTheEndOfTheFaultCountsForNothing() {
        served(90, 100, Outcome.FAILED, 20_000);
        served(100, 120, Outcome.PRIMARY, 50);

        assertThat(seconds()).isZero();
    }

    @Test
    void withoutThreeSecondsToSeeItThereIsNone() throws Exception {
        served(100, 118, Outcome.FAILED, 50);
        served(118, 120, Outcome.PRIMARY, 50);

        Recovery recovery = Recovery.of(END, orders, LIMIT_MS);

        assertThat(recovery.seconds()).isEmpty();
        assertThat(recovery).hasToString("never, in the 20 s that were watched");
        assertThat(Json.MAPPER.writeValueAsString(recovery)).isEqualTo("\"never\"");
    }

    @Test
    void nobodyWhoComesAfterwardsMeansThatNothingIsKnown() {
        served(90, 100, Outcome.PRIMARY, 50);

        assertThat(Recovery.of(END, orders, LIMIT_MS).seconds()).isEmpty();
    }

    private void served(double from, double to, Outcome outcome, double latencyMs) {
        for (int i = 0; i < Math.round((to - from) * 10); i++) {
            orders.add(order(Phase.RECOVERY, from + i / 10.0, outcome, latencyMs));
        }
    }

    private double seconds() {
        return Recovery.of(END, orders, LIMIT_MS).seconds().orElseThrow();
    }
}
