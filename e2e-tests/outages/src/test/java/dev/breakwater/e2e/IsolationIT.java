package dev.breakwater.e2e;

import dev.breakwater.e2e.SharedShop.Running;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.scenario.Script;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under much traffic something hangs, and what does not need it stays quick. */
@Order(3)
@ExtendWith(SharedShop.class)
class IsolationIT {

    private static final long SEED = 40;

    @ParameterizedTest
    @ValueSource(strings = "timeout")
    void otherRoutesKeepTheirPace(String fault, Running system) throws Exception {
        Scenario scenario = Scenario.of(Catalogue.fault(fault));
        system.assertHolds(Script.isolation(scenario, Running.SPEED, SEED), "isolation-" + fault);
    }
}
