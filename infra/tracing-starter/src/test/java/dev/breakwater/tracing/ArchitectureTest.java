package dev.breakwater.tracing;

import dev.breakwater.architecture.BreakwaterRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        BreakwaterRules.check("dev.breakwater.tracing");
    }
}
