package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.wrongways.Dependency.Mood;
import dev.breakwater.resilience.BreakersEndpoint;
import dev.breakwater.resilience.GuardedCall;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.common.circuitbreaker.monitoring.endpoint.UpdateState;
import io.github.resilience4j.springboot3.circuitbreaker.monitoring.endpoint.CircuitBreakerEndpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Two breakers of one policy around one server that is down, both open; customers notice no difference. One was made by hand and its rejection is
 * swallowed. The other is in the registry, where every one of the services is ({@code Guards}), {@code GuardedStripe} for one.
 */
@ExtendWith(OutputCaptureExtension.class)
class IgnoredStateTest {

    private static final int ORDERS = 50;

    private GuardedService shop;
    private Dependency provider;
    private CircuitBreaker unseen;
    private GuardedCall<String, String> charge;

    @BeforeEach
    void bothOpen() throws IOException {
        shop = GuardedService.calling(List.of("stripe"));
        provider = new Dependency(Mood.FAILS);
        unseen = CircuitBreaker.of("unseen", shop.breaker("stripe").getCircuitBreakerConfig());
        charge = shop.guarded("stripe").call(this::ask).orElse("queuePayment", (order, why) -> "queued");
        for (int i = 0; i < ORDERS; i++) {
            assertThat(wrong("order-" + i)).isEqualTo(right("order-" + i)).isEqualTo("queued");
        }
        assertThat(unseen.getState()).isEqualTo(State.OPEN);
        assertThat(shop.breaker("stripe").getState()).isEqualTo(State.OPEN);
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
        provider.close();
    }

    private String ask(String order) {
        return shop.get(provider.uri("/charges/" + order));
    }

    private String right(String order) {
        return charge.with(order);
    }

    private String wrong(String order) {
        try {
            return unseen.executeCallable(() -> ask(order));
        } catch (Exception swallowed) {
            return "queued";
        }
    }

    @Test
    void alertsAreWrittenOnMetricsThatOnlyTheOneHas() {
        String stripe = "{breaker=\"stripe\",service=\"shop\"} ";
        String queued = "{breaker=\"stripe\",fallback=\"queuePayment\",service=\"shop\"} ";

        assertThat(shop.bean(PrometheusMeterRegistry.class).scrape())
                .contains("circuit_breaker_state" + stripe + "1.0")
                .contains("circuit_breaker_fallback_success_total" + queued + ORDERS + ".0")
                .doesNotContain("unseen");
    }

    @Test
    void onlyTheOneSaysInTheLogThatItOpenedAndWhy(CapturedOutput log) {
        assertThat(log)
                .containsOnlyOnce("Circuit breaker stripe went from CLOSED to OPEN: ")
                .doesNotContain("unseen");
    }

    @Test
    void whoAsksTheServiceIsToldOfOneOnly() {
        assertThat(shop.bean(BreakersEndpoint.class).breakers().breakers())
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.name()).isEqualTo("stripe");
                    assertThat(told.state()).isEqualTo("OPEN");
                    assertThat(told.calls().rejected() + told.calls().failed()).isEqualTo(ORDERS);
                });
    }

    @Test
    void anOverrideReachesTheOneAndOnlySaysSoOfTheOther() {
        provider.now(Mood.ANSWERS);
        CircuitBreakerEndpoint overrides = shop.bean(CircuitBreakerEndpoint.class);

        for (String breaker : List.of("stripe", "unseen")) {
            assertThat(overrides
                            .updateCircuitBreakerState(breaker, UpdateState.CLOSE)
                            .getMessage())
                    .isEqualTo(breaker + " state has been changed successfully");
        }

        assertThat(right("order-51")).isEqualTo("word");
        assertThat(wrong("order-51")).isEqualTo("queued");
    }
}
