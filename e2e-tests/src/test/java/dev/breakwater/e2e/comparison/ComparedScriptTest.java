package dev.breakwater.e2e.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.scenario.Plan.Part;
import dev.breakwater.e2e.scenario.Script;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparedScriptTest {

    private final Scenario scenario = Scenario.of(Catalogue.fault("error-503"));

    @ParameterizedTest
    @EnumSource(names = {"HEALTHY", "OUTAGE", "RECOVERY"})
    void ordersComeAsOftenAsInTheScriptThatItIsMadeOf(Phase phase) {
        Script whole = Script.full(scenario, 10, 1, false).warm(8);

        Part part = ComparedScript.of(whole).plan().part(phase);

        assertThat(rate(part)).isEqualTo(rate(whole.plan().part(phase)), within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"10, 20", "60, 20", "1, 200"})
    void theWayBackIsWatchedLongEnough(int speed, long seconds) {
        Script script = ComparedScript.of(Script.full(scenario, speed, 1, false).warm(8));

        assertThat(script.plan().part(Phase.RECOVERY).length()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(script.speed()).isEqualTo(speed);
    }

    private static double rate(Part part) {
        return part.orders() * 1e3 / part.length().toMillis();
    }
}
