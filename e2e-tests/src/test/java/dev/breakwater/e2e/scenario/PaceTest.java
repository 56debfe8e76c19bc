package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Owed;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Owed OWED = Catalogue.fault("timeout").owed();

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void aRouteThatIsNoMoreThanTwiceAsSlowKeepsItsPace() {
        take(Route.PROFILE, Phase.HEALTHY, 100);
        take(Route.PROFILE, Phase.OUTAGE, 200);

        assertThat(Pace.kept(samples, OWED).holds()).isTrue();
    }

    @Test
    void aRouteThatIsMoreThanTwiceAsSlowIsFound() {
        take(Route.PRODUCTS, Phase.HEALTHY, 20);
        take(Route.PRODUCTS, Phase.OUTAGE, 21);
        take(Route.PROFILE, Phase.HEALTHY, 100);
        take(Route.PROFILE, Phase.OUTAGE, 201);

        assertThat(Pace.kept(samples, OWED).holds()).isFalse();
        assertThat(Pace.kept(samples, OWED).detail()).contains("profile 100 → 201 ms");
    }

    @Test
    void whatNobodyNoticesIsNoDelay() {
        take(Route.PROFILE, Phase.HEALTHY, 4);
        take(Route.PROFILE, Phase.OUTAGE, Pace.FLOOR_MS);

        assertThat(Pace.kept(samples, OWED).holds()).isTrue();
    }

    @Test
    void aHealthyPhaseThatWasNotProvesNothing() {
        take(Route.PROFILE, Phase.HEALTHY, 15_000);
        take(Route.PROFILE, Phase.OUTAGE, 20_000);

        assertThat(Pace.kept(samples, OWED).holds()).isFalse();
    }

    @Test
    void theRouteThatLeadsToWhatHangsMayBeSlow() {
        take(Route.PROFILE, Phase.HEALTHY, 10);
        take(Route.PROFILE, Phase.OUTAGE, 10);
        take(Route.ORDER, Phase.HEALTHY, 50);
        take(Route.ORDER, Phase.OUTAGE, 5_000);

        assertThat(Pace.kept(samples, OWED).holds()).isTrue();
    }

    @Test
    void aRunThatMeasuredNothingProvesNothing() {
        take(Route.ORDER, Phase.HEALTHY, 50);

        assertThat(Pace.kept(samples, OWED).holds()).isFalse();
    }

    private void take(Route route, Phase phase, double latencyMs) {
        for (int i = 0; i < 100; i++) {
            samples.add(new Sample(phase, route, 0, latencyMs, Outcome.PRIMARY, 200, null, 0, "", "", false, ""));
        }
    }
}
