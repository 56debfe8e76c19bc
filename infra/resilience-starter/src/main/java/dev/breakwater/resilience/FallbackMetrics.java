package dev.breakwater.resilience;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what each level of a fallback chain answered and failed to answer: never among the successes of the dependency. */
record FallbackMetrics(MeterRegistry meters, String service) {

    Counter succeeded(String breaker, String fallback) {
        return counter(BreakerMetrics.FALLBACK_SUCCESS, "calls this level answered", breaker, fallback);
    }

    Counter failed(String breaker, String fallback) {
        return counter(BreakerMetrics.FALLBACK_FAILED, "calls this level could not answer either", breaker, fallback);
    }

    private Counter counter(String name, String what, String breaker, String fallback) {
        return Counter.builder(name)
                .description(what)
                .tags(BreakerMetrics.tags(service, breaker))
                .tag("fallback", fallback)
                .register(meters);
    }
}
