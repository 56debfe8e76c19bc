package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryingTest {

    private final Retry retry = Retry.of(
            "stripe",
            RetryConfig.custom()
                    .maxAttempts(3)
                    .intervalFunction(IntervalFunction.ofExponentialBackoff(100, 2))
                    .build());
    private final List<Long> waits = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final RetryBudget budget = new RetryBudget();

    @Test
    void makesAFailedCallAgainUntilItSucceeds() throws Exception {
        assertThat(retrying(2).run("a")).isEqualTo("answer 3");

        assertThat(waits).hasSize(2);
    }

    @Test
    void givesUpAfterThreeAttemptsWithTheLastFailure() {
        assertThatThrownBy(() -> retrying(5).run("a"))
                .isInstanceOf(IOException.class)
                .hasMessage("failure 3");

        assertThat(attempts).hasValue(3);
    }

    @Test
    void waitsARandomPartOfAGrowingWait() {
        for (int i = 0; i < 1_000; i++) {
            attempts.set(0);
            assertThatThrownBy(
                            () -> new Retrying<>(retry, new RetryBudget(), waits::add, e -> true, failing(5)).run("a"))
                    .isInstanceOf(IOException.class);
        }

        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        for (int i = 0; i < waits.size(); i += 2) {
            first.add(waits.get(i));
            second.add(waits.get(i + 1));
        }
        assertThat(first).allSatisfy(wait -> assertThat(wait).isBetween(0L, 100L));
        assertThat(second).allSatisfy(wait -> assertThat(wait).isBetween(0L, 200L));
        assertThat(first).anySatisfy(wait -> assertThat(wait).isLessThan(10));
        assertThat(second).anySatisfy(wait -> assertThat(wait).isGreaterThan(100));
    }

    @Test
    void inATotalOutageRetriesCostATenthOfTheCalls() {
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> new Retrying<>(retry, budget, waits::add, e -> true, failing(10_000)).run("a"))
                    .isInstanceOf(IOException.class);
        }

        assertThat(attempts).hasValueBetween(1_000 + 100, 1_000 + 100 + RetryBudget.MOST_SAVED);
    }

    @Test
    void anAnswerAboutTheRequestIsNotAskedForTwice() {
        Layer<String, String> calling = failing(5);

        assertThatThrownBy(() -> new Retrying<>(retry, budget, waits::add, e -> false, calling).run("a"))
                .isInstanceOf(IOException.class);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void aRejectionIsNotRetried() throws Exception {
        Trouble.Rejected rejected = new Trouble.Rejected("stripe", Trouble.Reason.CONCURRENCY_LIMIT);
        Layer<String, String> calling = argument -> {
            attempts.incrementAndGet();
            return rejected;
        };

        assertThat(new Retrying<>(retry, budget, waits::add, e -> false, calling).run("a"))
                .isSameAs(rejected);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void noAttemptBeginsThatTheDeadlineWouldCutShort() {
        Deadline.within(
                Duration.ofMillis(10),
                () -> assertThatThrownBy(() -> retrying(5).run("a")).hasMessage("failure 1"));
    }

    private Layer<String, String> retrying(int failures) {
        return new Retrying<>(retry, budget, waits::add, e -> true, failing(failures));
    }

    private Layer<String, String> failing(int failures) {
        return argument -> {
            int attempt = attempts.incrementAndGet();
            if (attempt <= failures) {
                throw new IOException("failure " + attempt);
            }
            return "answer " + attempt;
        };
    }
}
