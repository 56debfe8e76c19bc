package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.bulkhead.event.BulkheadEvent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.bulkhead.monitoring.endpoint.BulkheadEventDTO;
import io.github.resilience4j.common.circuitbreaker.monitoring.endpoint.UpdateState;
import io.github.resilience4j.springboot3.bulkhead.monitoring.endpoint.BulkheadEventsEndpoint;
import io.github.resilience4j.springboot3.circuitbreaker.monitoring.endpoint.CircuitBreakerEndpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class MeasuredBreakersTest {

    private ConfigurableApplicationContext shop;
    private GuardedCall<Boolean, String> charge;

    @BeforeEach
    void start() {
        shop = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(Shop.PROPERTIES)
                .run();
        charge = shop.getBean(Guards.class)
                .on("stripe")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call((Boolean works) -> {
                    if (works) {
                        return "charged";
                    }
                    throw new IOException("down");
                })
                .orElse("chargeAtTheBank", (works, why) -> {
                    throw new IOException("closed on Sundays");
                })
                .orElse("queuePayment", (works, why) -> "queued");
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void theRegistryHoldsTheSpecificationsBreakers() {
        assertThat(shop.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers())
                .hasSize(1)
                .allSatisfy(breaker -> assertThat(breaker).isInstanceOf(BreakwaterCircuitBreaker.class));
    }

    @Test
    void metersBearTheSpecificationsNames() {
        charge.with(true);
        for (int i = 0; i < 21; i++) {
            charge.with(false);
        }
        charge.with(true);

        String service = "{breaker=\"stripe\",service=\"shop\"} ";
        assertThat(scraped())
                .contains("circuit_breaker_state" + service + "1.0")
                .contains("circuit_breaker_state_changes_total{breaker=\"stripe\",service=\"shop\",state=\"open\"} 1.0")
                .contains("circuit_breaker_requests_total" + service + "23.0")
                .contains("circuit_breaker_requests_success_total" + service + "1.0")
                .contains("circuit_breaker_requests_failed_total" + service + "19.0")
                .contains("circuit_breaker_requests_rejected_total" + service + "3.0")
                .contains("circuit_breaker_fallback_success_total"
                        + "{breaker=\"stripe\",fallback=\"queuePayment\",service=\"shop\"} 22.0")
                .contains("circuit_breaker_fallback_failed_total"
                        + "{breaker=\"stripe\",fallback=\"chargeAtTheBank\",service=\"shop\"} 22.0")
                .contains("circuit_breaker_recovery_duration_seconds_count" + service + "0");
    }

    @Test
    void theEndpointTellsStateAndHistory() {
        for (int i = 0; i < 20; i++) {
            charge.with(false);
        }

        BreakersEndpoint.Told stripe =
                shop.getBean(BreakersEndpoint.class).breakers().breakers().get(0);

        assertThat(stripe.name()).isEqualTo("stripe");
        assertThat(stripe.state()).isEqualTo("OPEN");
        assertThat(stripe.policy()).isEqualTo("5s / 50 % / 20 / 30s");
        assertThat(stripe.calls().failed()).isEqualTo(20);
        assertThat(stripe.remainingWaitMillis()).isBetween(1L, 33_000L);
        assertThat(stripe.transitions()).extracting(Transition::to).containsExactly(State.OPEN);
    }

    @Test
    void theConcurrencyLimitTellsWhatItRejectsAndTheRestToWhomAsksForIt() {
        Bulkhead limit = shop.getBean(BulkheadRegistry.class).bulkhead("stripe");
        limit.changeConfig(BulkheadConfig.custom()
                .maxConcurrentCalls(1)
                .maxWaitDuration(Duration.ZERO)
                .build());

        charge.with(true);
        limit.acquirePermission();
        charge.with(true);
        limit.onComplete();
        List<String> heard = new ArrayList<>();
        limit.getEventPublisher()
                .onCallPermitted(permitted -> heard.add("permitted"))
                .onCallRejected(rejected -> heard.add("rejected"))
                .onCallFinished(finished -> heard.add("finished"));
        charge.with(true);
        limit.acquirePermission();
        assertThatThrownBy(limit::acquirePermission).isInstanceOf(BulkheadFullException.class);

        assertThat(heard).containsExactly("permitted", "finished", "permitted", "rejected");
        assertThat(shop.getBean(BulkheadEventsEndpoint.class)
                        .getAllBulkheadEvents()
                        .getBulkheadEvents())
                .extracting(BulkheadEventDTO::getType)
                .containsExactly(BulkheadEvent.Type.CALL_REJECTED, BulkheadEvent.Type.CALL_REJECTED);
    }

    @Test
    void theLibrarysOwnEndpointTellsAndForcesStates() {
        CircuitBreakerEndpoint endpoint = shop.getBean(CircuitBreakerEndpoint.class);

        endpoint.updateCircuitBreakerState("stripe", UpdateState.FORCE_OPEN);

        assertThat(charge.with(true)).isEqualTo("queued");
        assertThat(endpoint.getAllCircuitBreakers().getCircuitBreakers())
                .hasEntrySatisfying(
                        "stripe", told -> assertThat(told.getState()).isEqualTo(State.FORCED_OPEN));
        endpoint.updateCircuitBreakerState("stripe", UpdateState.CLOSE);
        assertThat(charge.with(true)).isEqualTo("charged");
    }

    @Test
    void aGuardWithoutAPolicyIsRefusedByName() {
        assertThatThrownBy(() -> shop.getBean(Guards.class).on("strpe").circuitBreaker())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A call is guarded by the policy 'strpe', but there is no"
                        + " resilience4j.circuitbreaker.instances.strpe; there are stripe");
    }

    private String scraped() {
        return shop.getBean(PrometheusMeterRegistry.class).scrape();
    }
}
