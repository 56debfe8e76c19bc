package dev.breakwater.config;

import dev.breakwater.architecture.BreakwaterRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        BreakwaterRules.check("dev.breakwater.config", PolicyPoller.class);
    }
}
