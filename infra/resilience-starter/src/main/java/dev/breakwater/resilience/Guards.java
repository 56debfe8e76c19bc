package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The one way to guard a call. Thread-safe. */
public final class Guards {

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final TimeLimiterRegistry timeLimiters;
    private final RetryRegistry retries;
    private final FallbackMetrics fallbackMetrics;
    private final ActiveGuards active;
    private final CallTraces traces;
    private final Map<String, TimeLimit> timeLimits = new ConcurrentHashMap<>();
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

    Guards(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            TimeLimiterRegistry timeLimiters,
            RetryRegistry retries,
            MeterRegistry meters,
            String service,
            ActiveGuards active,
            CallTraces traces) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.timeLimiters = timeLimiters;
        this.retries = retries;
        this.fallbackMetrics = new FallbackMetrics(meters, service);
        this.active = active;
        this.traces = traces;
    }

    /** Begins the list of guards around calls to the dependency of that name, which is also that of its policy, metrics and log lines. */
    public Guarding on(String dependency) {
        return new Guarding(dependency, this);
    }

    /**
     * Owns up to an answer that does without a dependency of whose calls none had a fallback left, since the flow around them has one.
     * Counted, and told the caller of the current request, as {@link GuardedCall#orElse} would.
     *
     * @param name says what the user gets
     */
    public void answeredInstead(DependencyUnavailableException unavailable, String name) {
        fallbackMetrics.succeeded(unavailable.dependency(), name).increment();
        Degraded.merge(Degraded.by(unavailable.dependency(), name));
    }

    BreakwaterCircuitBreaker breaker(String dependency) {
        return breakers.find(dependency)
                .filter(BreakwaterCircuitBreaker.class::isInstance)
                .map(BreakwaterCircuitBreaker.class::cast)
                .orElseThrow(() -> missing(
                        "circuitbreaker",
                        dependency,
                        breakers.getAllCircuitBreakers().stream()
                                .map(CircuitBreaker::getName)
                                .toList()));
    }

    Bulkhead bulkhead(String dependency) {
        return found(
                bulkheads.find(dependency),
                "bulkhead",
                dependency,
                bulkheads.getAllBulkheads().stream().map(Bulkhead::getName).toList());
    }

    TimeLimit timeLimit(String dependency) {
        if (timeLimiters.find(dependency).isEmpty()) {
            throw missing("timelimiter", dependency, List.of());
        }
        return timeLimits.computeIfAbsent(dependency, name -> new TimeLimit(name, timeLimiters));
    }

    Retry retry(String dependency) {
        return found(
                retries.find(dependency),
                "retry",
                dependency,
                retries.getAllRetries().stream().map(Retry::getName).toList());
    }

    RetryBudget retryBudget(String dependency) {
        return budgets.computeIfAbsent(dependency, name -> new RetryBudget());
    }

    FallbackMetrics fallbackMetrics() {
        return fallbackMetrics;
    }

    ActiveGuards active() {
        return active;
    }

    CallTraces traces() {
        return traces;
    }

    private static <T> T found(Optional<T> instance, String section, String dependency, Collection<String> known) {
        return instance.orElseThrow(() -> missing(section, dependency, known));
    }

    private static IllegalStateException missing(String section, String dependency, Collection<String> known) {
        return new IllegalStateException("A call is guarded by the policy '" + dependency
                + "', but there is no resilience4j." + section + ".instances." + dependency
                + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
    }
}
