package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A dependency of which three calls in a hundred fail is well: so are all that there are. The right way is what payment-service does
 * with Stripe ({@code web-service} in {@code breakwater-policies.yml}): half of at least twenty calls. Ten thousand calls, one every two seconds.
 */
class TooAggressiveThresholdsTest {

    private static final int CALLS = 10_000;
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final int PERCENT_OF_GOOD_DAYS = 3;

    private static GuardedService service;
    private static CircuitBreakerConfig right;
    private static CircuitBreakerConfig atTenPercent;
    private static CircuitBreakerConfig atTheFirstFailure;

    @BeforeAll
    static void start() {
        service = GuardedService.calling(List.of("stripe"));
        right = CircuitBreakerConfig.from(service.breaker("stripe").getCircuitBreakerConfig())
                .waitIntervalFunctionInOpenState(
                        IntervalFunction.of(Duration.ofSeconds(30))) // no jitter: every run is the same
                .build();
        atTenPercent = CircuitBreakerConfig.from(right).failureRateThreshold(10).build();
        atTheFirstFailure =
                CircuitBreakerConfig.from(right).minimumNumberOfCalls(1).build();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tenPercentOpensAgainAndAgainAndRefusesMoreThanEverFailed() {
        BitSet failing = goodDays();

        Tally wrong = played(atTenPercent, failing);

        assertThat(played(right, failing)).isEqualTo(new Tally(0, failing.cardinality(), 0, 0));
        assertThat(wrong.opened()).isGreaterThan(10);
        assertThat(wrong.refusedNeedlessly()).isGreaterThan(wrong.failed());
    }

    @Test
    void openingAtTheFirstFailureRefusesAQuarterOfAllThatWouldHaveWorked() {
        BitSet failing = goodDays();

        Tally wrong = played(atTheFirstFailure, failing);

        assertThat(played(right, failing).refusedNeedlessly()).isZero();
        assertThat(wrong.opened()).isGreaterThan(100);
        assertThat(wrong.refusedNeedlessly()).isGreaterThan(CALLS / 4);
    }

    @Test
    void inATotalOutageAllOpenAndWhatHasteSavesIsAHandfulOfCalls() {
        BitSet failing = new BitSet(CALLS);
        failing.set(0, CALLS);

        Tally patient = played(right, failing);

        for (CircuitBreakerConfig hasty : List.of(atTenPercent, atTheFirstFailure)) {
            Tally wrong = played(hasty, failing);
            assertThat(wrong.opened()).isEqualTo(1).isEqualTo(patient.opened());
            assertThat(patient.failed() - wrong.failed()).isBetween(0, right.getMinimumNumberOfCalls() - 1);
        }
        assertThat(patient.refused()).isGreaterThan(CALLS * 9 / 10);
    }

    private static BitSet goodDays() {
        Random random = new Random(1);
        BitSet failing = new BitSet(CALLS);
        for (int call = 0; call < CALLS; call++) {
            failing.set(call, random.nextInt(100) < PERCENT_OF_GOOD_DAYS);
        }
        return failing;
    }

    /** @param opened how often it opened from closed */
    private record Tally(int opened, int failed, int refused, int refusedNeedlessly) {}

    private static Tally played(CircuitBreakerConfig policy, BitSet failing) {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger opened = new AtomicInteger();
        BreakwaterCircuitBreaker breaker = new BreakwaterCircuitBreaker(
                "stripe", policy, Map.of(), nanos::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1);
        breaker.onTransition(change -> opened.addAndGet(change.from() == State.CLOSED ? 1 : 0));
        service.bean(CircuitBreakerRegistry.class).replace("stripe", breaker);
        GuardedCall<Integer, String> charge = service.bean(Guards.class)
                .on("stripe")
                .circuitBreaker()
                .call((Integer number) -> {
                    if (failing.get(number)) {
                        throw new IOException("one of those");
                    }
                    return "charged";
                })
                .orElse("queuePayment", (number, why) -> why instanceof Trouble.Rejected ? "refused" : "failed");
        int failed = 0;
        int refused = 0;
        int needlessly = 0;
        for (int number = 0; number < CALLS; number++) {
            nanos.addAndGet(BETWEEN.toNanos());
            String outcome = charge.with(number);
            failed += outcome.equals("failed") ? 1 : 0;
            refused += outcome.equals("refused") ? 1 : 0;
            needlessly += outcome.equals("refused") && !failing.get(number) ? 1 : 0;
        }
        return new Tally(opened.get(), failed, refused, needlessly);
    }
}
