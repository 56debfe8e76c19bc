package dev.breakwater.resilience;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failed call again after a random part of an exponentially growing wait (full jitter), as long as there are attempts, budget and time
 * left. Holds the calling thread meanwhile. A rejection is not retried: the guards further in said no for a reason.
 */
record Retrying<A, R>(
        Retry retry, RetryBudget budget, Pause pause, Predicate<? super Exception> repeatable, Layer<A, R> inner)
        implements Layer<A, R> {

    @Override
    public Object run(A argument) throws Exception {
        budget.earn();
        for (int attempt = 1; ; attempt++) {
            try {
                return inner.run(argument);
            } catch (Exception failure) {
                if (!repeatable.test(failure)
                        || attempt >= retry.getRetryConfig().getMaxAttempts()) {
                    throw failure;
                }
                long waitMillis = waitMillis(retry, attempt, failure);
                if (!leavesTimeAfter(waitMillis, Deadline.current()) || !budget.spend()) {
                    throw failure;
                }
                pause.millis(waitMillis);
            }
        }
    }

    /** A random part of the wait that the policy has for the attempt. */
    static long waitMillis(Retry retry, int attempt, Exception failure) {
        long longest = retry.getRetryConfig().<Object>getIntervalBiFunction().apply(attempt, Either.left(failure));
        return ThreadLocalRandom.current().nextLong(Math.max(1, longest + 1));
    }

    static boolean leavesTimeAfter(long millis, @Nullable Deadline deadline) {
        return deadline == null || deadline.remaining().toMillis() - millis >= Deadline.WORTH_STARTING_MILLIS;
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {

        Pause ASLEEP = TimeUnit.MILLISECONDS::sleep;

        void millis(long millis) throws InterruptedException;
    }
}
