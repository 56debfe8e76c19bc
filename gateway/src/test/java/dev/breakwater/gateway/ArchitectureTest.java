package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.architecture.BreakwaterRules;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        BreakwaterRules.check("dev.breakwater.gateway");
    }

    @Test
    void noServletIsOnTheGatewaysPath() {
        assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isFalse();
        assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null))
                .isFalse();
    }
}
