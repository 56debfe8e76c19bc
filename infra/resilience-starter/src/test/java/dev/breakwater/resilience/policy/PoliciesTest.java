package dev.breakwater.resilience.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class PoliciesTest {

    static final String BREAKER = "resilience4j.circuitbreaker.instances.stripe.";

    @Test
    void everythingThatIsWrongIsNamedAtOnceWithFieldValueAndRange() {
        assertThatThrownBy(() -> start(
                        BREAKER + "failure-rate-threshold=150",
                        BREAKER + "slidingWindowSize=many",
                        BREAKER + "wait-duration-in-open-state=30",
                        BREAKER + "minimum-number-of-cals=20",
                        BREAKER + "sliding-window-type=COUNT_BASED",
                        "resilience4j.bulkhead.instances.stripe.max-concurrent-calls=2.5",
                        "resilience4j.timelimiter.instances.stripe.base-config=web"))
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        refused -> assertThat(refused.violations())
                                .map(PolicyViolation::toString)
                                .anySatisfy(line -> assertThat(line)
                                        .isEqualTo(BREAKER + "failure-rate-threshold is 150, but must be a number"
                                                + " (percent of calls), 1.0..100.0"))
                                .anySatisfy(
                                        line -> assertThat(line)
                                                .contains(
                                                        "slidingWindowSize is many, but must be a whole number of seconds, 1..3600"))
                                .anySatisfy(
                                        line -> assertThat(line)
                                                .contains(
                                                        "wait-duration-in-open-state is 30, but must be a duration, PT0.1S..PT1H"))
                                .anySatisfy(line -> assertThat(line)
                                        .contains(
                                                "minimum-number-of-cals is 20, but there is no such field",
                                                "minimum-number-of-calls"))
                                .anySatisfy(line -> assertThat(line)
                                        .contains("sliding-window-type is COUNT_BASED, but must be TIME_BASED"))
                                .anySatisfy(
                                        line -> assertThat(line)
                                                .contains(
                                                        "max-concurrent-calls is 2.5, but must be a whole number of calls, 1..10000"))
                                .anySatisfy(line -> assertThat(line)
                                        .contains(
                                                "base-config is web, but there is no such configuration",
                                                "web-service"))
                                .hasSize(7));
    }

    @Test
    void aSlowCallMustBeShorterThanTheTimeLimitAndALostProbeLonger() {
        assertThatThrownBy(() -> start("resilience4j.timelimiter.instances.stripe.timeout-duration=12s"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessage(BREAKER
                        + "max-wait-duration-in-half-open-state is 10000 ms, but must be at least the time limit"
                        + " of 12000 ms, or a probe is lost while it may still answer");
        assertThatThrownBy(() -> start("resilience4j.timelimiter.instances.stripe.timeout-duration=3s"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessage(BREAKER
                        + "slow-call-duration-threshold is 4000 ms, but must be below the time limit of 3000 ms,"
                        + " or no call is ever slow");
    }

    @Test
    void aFigureThatIsNotWrittenIsNotInvented() {
        assertThatThrownBy(() -> start("resilience4j.circuitbreaker.instances.bank.failure-rate-threshold=50"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("instances.bank.minimum-number-of-calls is not written, but it has no default");
    }

    @Test
    void aPolicyChangesUnderABreakerThatKeepsItsWindow() {
        try (ConfigurableApplicationContext shop = start()) {
            GuardedCall<String, String> charge = shop.getBean(Guards.class)
                    .on("stripe")
                    .circuitBreaker()
                    .concurrencyLimit()
                    .timeLimit()
                    .call(argument -> {
                        throw new IOException("down");
                    });
            var breaker = shop.getBean(CircuitBreakerRegistry.class).circuitBreaker("stripe");
            fail(charge, 10);
            assertThat(breaker.getState()).isEqualTo(State.CLOSED);

            shop.getBean(Policies.class).change("stripe", Map.of("circuitbreaker.minimum-number-of-calls", "10"));

            assertThat(breaker.getState()).isEqualTo(State.OPEN);
            assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(10);
            assertThat(shop.getBean(CircuitBreakerRegistry.class).circuitBreaker("stripe"))
                    .isSameAs(breaker);
        }
    }

    @Test
    void timeLimitAndConcurrencyLimitChangeWithTheNextCall() {
        try (ConfigurableApplicationContext shop = start()) {
            List<Long> left = new ArrayList<>();
            GuardedCall<String, String> charge = shop.getBean(Guards.class)
                    .on("stripe")
                    .circuitBreaker()
                    .concurrencyLimit()
                    .timeLimit()
                    .call(argument -> {
                        left.add(Objects.requireNonNull(Deadline.current())
                                .remaining()
                                .toMillis());
                        return "charged";
                    });
            charge.with("first");

            shop.getBean(Policies.class)
                    .change(
                            "stripe",
                            Map.of("timelimiter.timeout-duration", "9s", "bulkhead.max-concurrent-calls", "1"));
            charge.with("second");

            assertThat(left.get(0)).isBetween(1L, 5_000L);
            assertThat(left.get(1)).isBetween(5_001L, 9_000L);
        }
    }

    @Test
    void aChangeThatMakesNoSenseIsRefusedWholeAndChangesNothing() {
        try (ConfigurableApplicationContext shop = start()) {
            Policies policies = shop.getBean(Policies.class);

            assertThatThrownBy(() -> policies.change(
                            "stripe",
                            Map.of(
                                    "circuitbreaker.failure-rate-threshold", "40",
                                    "circuitbreaker.minimum-number-of-calls", "0")))
                    .isInstanceOf(InvalidPolicyException.class)
                    .hasMessageContaining(
                            "minimum-number-of-calls is 0, but must be a whole number of calls, 1..10000");

            assertThat(shop.getBean(CircuitBreakerRegistry.class)
                            .circuitBreaker("stripe")
                            .getCircuitBreakerConfig()
                            .getFailureRateThreshold())
                    .isEqualTo(50);
            assertThatThrownBy(() -> policies.change("nobody", Map.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void fail(GuardedCall<String, String> charge, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> charge.with("a"))
                    .isInstanceOfSatisfying(
                            DependencyUnavailableException.class,
                            failed -> assertThat(failed.trouble()).isInstanceOf(Trouble.Failed.class));
        }
    }

    static ConfigurableApplicationContext start(String... more) {
        String[] properties = {
            "spring.application.name=shop",
            "spring.config.import=classpath:breakwater-policies.yml",
            "resilience4j.circuitbreaker.instances.stripe.base-config=web-service",
            "resilience4j.bulkhead.instances.stripe.base-config=web-service",
            "resilience4j.timelimiter.instances.stripe.base-config=web-service"
        };
        List<String> all = new ArrayList<>(Arrays.asList(properties));
        all.addAll(Arrays.asList(more));
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
