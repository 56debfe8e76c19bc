package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Counts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The breakers' meters. Each name here, with dots, is the specification's, with underscores and Prometheus' suffix. */
final class BreakerMetrics implements MeterBinder {

    static final String STATE = "circuit.breaker.state";
    static final String STATE_CHANGES = "circuit.breaker.state.changes";
    static final String REQUESTS = "circuit.breaker.requests";
    static final String REQUESTS_SUCCESS = "circuit.breaker.requests.success";
    static final String REQUESTS_FAILED = "circuit.breaker.requests.failed";
    static final String REQUESTS_REJECTED = "circuit.breaker.requests.rejected";
    static final String FALLBACK_SUCCESS = "circuit.breaker.fallback.success";
    static final String FALLBACK_FAILED = "circuit.breaker.fallback.failed";
    static final String RECOVERY_DURATION = "circuit.breaker.recovery.duration";

    private final List<BreakwaterCircuitBreaker> breakers;
    private final String service;

    BreakerMetrics(List<BreakwaterCircuitBreaker> breakers, String service) {
        this.breakers = breakers;
        this.service = service;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        breakers.forEach(breaker -> bind(breaker, registry));
    }

    private void bind(BreakwaterCircuitBreaker breaker, MeterRegistry registry) {
        Tags tags = tags(service, breaker.getName());
        Gauge.builder(STATE, breaker, one -> gauge(one.getState()))
                .tags(tags)
                .description(
                        "0 closed, 1 open, 2 half-open; forced open is open, disabled and forced closed are closed")
                .register(registry);
        count(REQUESTS, "calls asked of the breaker, rejected ones included", breaker, Counts::asked, tags, registry);
        count(REQUESTS_SUCCESS, "calls the dependency answered", breaker, Counts::succeeded, tags, registry);
        count(
                REQUESTS_FAILED,
                "calls that failed, rejected ones not included",
                breaker,
                Counts::failed,
                tags,
                registry);
        count(REQUESTS_REJECTED, "calls the breaker did not let through", breaker, Counts::rejected, tags, registry);
        Timer recovery = Timer.builder(RECOVERY_DURATION)
                .description("from the first opening to the closing")
                .tags(tags)
                .register(registry);
        Map<State, Counter> changes = new EnumMap<>(State.class);
        for (State state : State.values()) {
            changes.put(
                    state,
                    Counter.builder(STATE_CHANGES)
                            .description("changes to this state")
                            .tags(tags)
                            .tag("state", state.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        breaker.onTransition(transition -> {
            Objects.requireNonNull(changes.get(transition.to())).increment();
            if (transition.recovery() != null) {
                recovery.record(transition.recovery());
            }
        });
    }

    static Tags tags(String service, String breaker) {
        return Tags.of("service", service, "breaker", breaker);
    }

    private static void count(
            String name,
            String what,
            BreakwaterCircuitBreaker breaker,
            ToDoubleFunction<Counts> count,
            Tags tags,
            MeterRegistry registry) {
        FunctionCounter.builder(name, breaker, one -> count.applyAsDouble(one.counts()))
                .description(what)
                .tags(tags)
                .register(registry);
    }

    private static int gauge(State state) {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> 2;
        };
    }
}
