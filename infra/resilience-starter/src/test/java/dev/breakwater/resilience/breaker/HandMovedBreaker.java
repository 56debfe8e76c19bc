package dev.breakwater.resilience.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A breaker whose time moves only by hand: 50 % of at least 20 calls in 60 s, 30 s, three probes, slow after 4 s. */
final class HandMovedBreaker {

    static final Diagram.Figures FIGURES = new Diagram.Figures(
            20,
            50,
            80,
            Duration.ofSeconds(1).toNanos(),
            Duration.ofSeconds(30).toNanos(),
            3,
            Duration.ofSeconds(4).toNanos(),
            Duration.ofSeconds(10).toNanos());

    private final AtomicLong nanos = new AtomicLong();
    private final BreakwaterCircuitBreaker breaker;

    HandMovedBreaker() {
        this(config().build());
    }

    HandMovedBreaker(CircuitBreakerConfig config) {
        breaker = new BreakwaterCircuitBreaker(
                "stripe", config, Map.of(), nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1);
    }

    /** The figures of the specification, without jitter. */
    static CircuitBreakerConfig.Builder config() {
        return configWaiting(Duration.ofNanos(FIGURES.openWait()));
    }

    static CircuitBreakerConfig.Builder configWaiting(Duration wait) {
        return configWaiting(IntervalFunction.of(wait));
    }

    static CircuitBreakerConfig.Builder configWaiting(IntervalFunction wait) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(60)
                .minimumNumberOfCalls(FIGURES.minimum())
                .failureRateThreshold(FIGURES.failurePercent())
                .slowCallRateThreshold(FIGURES.slowPercent())
                .slowCallDurationThreshold(Duration.ofNanos(FIGURES.slow()))
                .waitIntervalFunctionInOpenState(wait)
                .permittedNumberOfCallsInHalfOpenState(FIGURES.probes())
                .maxWaitDurationInHalfOpenState(Duration.ofNanos(FIGURES.lease()));
    }

    BreakwaterCircuitBreaker breaker() {
        return breaker;
    }

    long now() {
        return nanos.get();
    }

    void move(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** A call that begins and ends now. */
    boolean call(Diagram.Outcome outcome) {
        Admission admission = breaker.admit();
        if (admission == null) {
            return false;
        }
        end(admission, outcome, now());
        return true;
    }

    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            call(Diagram.Outcome.SUCCEEDED);
        }
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            call(Diagram.Outcome.FAILED);
        }
    }

    void end(Admission admission, Diagram.Outcome outcome, long since) {
        switch (outcome) {
            case SUCCEEDED -> admission.succeeded(since, now());
            case FAILED -> admission.failed(since, now(), new IOException("down"));
            case RELEASED -> admission.released();
        }
    }
}
