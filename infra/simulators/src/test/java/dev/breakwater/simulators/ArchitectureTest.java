package dev.breakwater.simulators;

import dev.breakwater.architecture.BreakwaterRules;
import dev.breakwater.simulators.http.SimulatorServer;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        BreakwaterRules.check("dev.breakwater.simulators", SimulatorServer.class);
    }
}
