package dev.breakwater.e2e;

import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.scenario.Script;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every outage that the project is about, compressed, on one system. */
@Order(4)
@ExtendWith(SharedShop.class)
class IncidentsIT {

    @ParameterizedTest
    @MethodSource("names")
    void theBusinessSurvives(String name, Running system) throws Exception {
        Scenario incident = Scenario.ofName(name).orElseThrow();
        system.assertHolds(Script.brief(incident, Running.SPEED, Running.SEED, false), incident.name());
    }

    static Stream<String> names() {
        return Scenario.incidents().stream()
                .map(Scenario::name)
                .filter(name -> !name.equals(Scenario.STRIPE_OUTAGE)); // played by AlertingIT, with alerts beside it
    }
}
