package dev.breakwater.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NeverTwoProbesAtOnceTest {

    private static final int THREADS = 8;
    private static final int CALLS = 200_000;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger probesUnderWay = new AtomicInteger();
    private final AtomicInteger mostProbes = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private final List<String> broken = new ArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();

    /** Calls fail in bursts, so that the breaker is never long in one state; every call moves the clock. */
    @Test
    void howeverManyThreadsCall() throws Exception {
        BreakwaterCircuitBreaker breaker = new BreakwaterCircuitBreaker(
                "stripe",
                HandMovedBreaker.configWaiting(Duration.ofMillis(5))
                        .maxWaitDurationInHalfOpenState(Duration.ZERO)
                        .build(),
                Map.of(),
                nanos::get,
                Clock.systemUTC(),
                1);
        breaker.onTransition(this::check);

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            done.add(threads.submit(() -> hammer(breaker)));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(mostProbes).as("probes under way at once").hasValue(1);
        assertThat(broken).as("changes of state that are not in the diagram").isEmpty();
        assertThat(probes).as("probes made").hasValueGreaterThan(1_000);
        assertThat(closings).as("closings").hasValueGreaterThan(100);
        assertThat(breaker.counts().asked())
                .isEqualTo(breaker.counts().succeeded()
                        + breaker.counts().failed()
                        + breaker.counts().rejected());
    }

    private void hammer(BreakwaterCircuitBreaker breaker) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < CALLS; i++) {
            long start = nanos.addAndGet(10_000);
            Admission admission = breaker.admit();
            if (admission == null) {
                continue;
            }
            boolean probe = !(admission instanceof Closed);
            if (probe) {
                probes.incrementAndGet();
                mostProbes.accumulateAndGet(probesUnderWay.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                probesUnderWay.decrementAndGet();
            }
            if ((probe ? random.nextInt(10) == 0 : nanos.get() / 50_000_000 % 2 == 0)) {
                admission.failed(start, nanos.get(), new IOException("down"));
            } else {
                admission.succeeded(start, nanos.get());
            }
        }
    }

    private void check(Transition transition) {
        State from = transition.from();
        State to = transition.to();
        boolean known = (from == State.CLOSED && to == State.OPEN)
                || (from == State.OPEN && to == State.HALF_OPEN)
                || (from == State.HALF_OPEN && to != State.HALF_OPEN);
        if (!known) {
            broken.add(from + " to " + to);
        }
        if (to == State.CLOSED) {
            closings.incrementAndGet();
        }
    }
}
