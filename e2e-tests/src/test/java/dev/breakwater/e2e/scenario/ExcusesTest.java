package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import org.junit.jupiter.api.Test;

class ExcusesTest {

    private static final double BROKEN_AT = 5;

    @Test
    void anHonestRefusalOfARouteThatLeadsToWhatIsBrokenIsExcused() {
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.OUTAGE, 6, 503, true)))
                .isTrue();
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.RECOVERY, 9, 504, true)))
                .isTrue();
    }

    @Test
    void anyOtherRouteIsNot() {
        assertThat(excused("user-db/crash", sample(Route.ORDER, Phase.OUTAGE, 6, 503, true)))
                .isFalse();
    }

    @Test
    void anErrorThatOwnsUpToNothingIsNot() {
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.OUTAGE, 6, 500, false)))
                .isFalse();
    }

    @Test
    void nothingIsExcusedBeforeItBreaksOrWhenAllIsHealed() {
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.HEALTHY, 4, 503, true)))
                .isFalse();
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.HEALED, 20, 503, true)))
                .isFalse();
    }

    @Test
    void oneThatWasUnderWayWhenItBrokeIs() {
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.HEALTHY, 4.95, 503, true)))
                .isTrue();
    }

    @Test
    void silenceIsForABrokenEdgeAlone() {
        assertThat(excused("gateway/crash", sample(Route.ORDER, Phase.OUTAGE, 6, 0, false)))
                .isTrue();
        assertThat(excused("user-db/crash", sample(Route.REGISTRATION, Phase.OUTAGE, 6, 0, false)))
                .isFalse();
    }

    private static boolean excused(String fault, Sample sample) {
        return Excuses.of(sample, Catalogue.fault(fault).owed(), BROKEN_AT);
    }

    private static Sample sample(Route route, Phase phase, double at, int status, boolean honest) {
        return new Sample(phase, route, at, 100, Outcome.FAILED, status, null, 0, "", "", honest, "");
    }
}
