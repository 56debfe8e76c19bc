package dev.breakwater.resilience.policy;

import static dev.breakwater.resilience.policy.PoliciesTest.BREAKER;
import static dev.breakwater.resilience.policy.PoliciesTest.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class OverriddenPoliciesTest {

    @Test
    void anOverrideHoldsUntilTheNextOneForADependencyAndForItsClass() {
        try (ConfigurableApplicationContext shop = start()) {
            Policies policies = shop.getBean(Policies.class);
            policies.change("stripe", Map.of("circuitbreaker.wait-duration-in-open-state", "40s"));

            policies.override(Map.of(
                    BREAKER + "minimumNumberOfCalls",
                    "10",
                    "resilience4j.timelimiter.configs.web-service.timeout-duration",
                    "6s"));
            assertThat(policies.inShort("stripe")).isEqualTo("6s / 50 % / 10 / 40s");

            policies.override(Map.of(BREAKER + "failure-rate-threshold", "45"));
            assertThat(policies.inShort("stripe")).isEqualTo("5s / 45 % / 20 / 40s");

            policies.override(Map.of());
            assertThat(policies.inShort("stripe")).isEqualTo("5s / 50 % / 20 / 40s");
            assertThat(shop.getBean(CircuitBreakerRegistry.class)
                            .circuitBreaker("stripe")
                            .getCircuitBreakerConfig()
                            .getFailureRateThreshold())
                    .isEqualTo(50);
        }
    }

    @Test
    void anOverrideOfWhatIsNotThereIsRefusedWithEverythingElse() {
        try (ConfigurableApplicationContext shop = start()) {
            Policies policies = shop.getBean(Policies.class);

            assertThatThrownBy(() -> policies.override(Map.of(
                            BREAKER + "failure-rate-threshold",
                            "40",
                            BREAKER + "minimum-number-of-calls",
                            "0",
                            "resilience4j.circuitbreaker.instances.paypal.minimum-number-of-calls",
                            "10",
                            "resilience4j.retry.configs.web-service.max-attempts",
                            "1",
                            "server.port",
                            "80")))
                    .isInstanceOfSatisfying(
                            InvalidPolicyException.class,
                            refused -> assertThat(refused.violations())
                                    .map(PolicyViolation::toString)
                                    .satisfiesExactly(
                                            paypal -> assertThat(paypal)
                                                    .contains("paypal", "this service has none of that name", "stripe"),
                                            calls -> assertThat(calls)
                                                    .contains("minimum-number-of-calls is 0", "1..10000"),
                                            retries -> assertThat(retries).contains("max-attempts", "started with"),
                                            port -> assertThat(port)
                                                    .contains("server.port is 80", "not the full name of a figure")));

            assertThat(policies.inShort("stripe")).isEqualTo("5s / 50 % / 20 / 30s");
        }
    }
}
