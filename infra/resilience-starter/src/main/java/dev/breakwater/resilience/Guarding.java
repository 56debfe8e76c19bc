package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.retry.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The guards around a call, run in the order they are listed, the first one outermost. For use in a constructor; not thread-safe.
 *
 * <p>Each guard throws {@link IllegalStateException} when the policy YAML has no instance for the dependency.
 */
public final class Guarding {

    private final String dependency;
    private final Guards guards;
    private final List<Layer.Around> layers = new ArrayList<>();
    private Predicate<? super Exception> answers = Answers::areAboutTheRequest;

    Guarding(String dependency, Guards guards) {
        this.dependency = dependency;
        this.guards = guards;
    }

    /** Rejects while the breaker of this name is open, and books what comes of the calls it lets through. */
    public Guarding circuitBreaker() {
        BreakwaterCircuitBreaker breaker = guards.breaker(dependency);
        return with(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Breaking<>(dependency, breaker, answers, inner);
            }
        });
    }

    /** Rejects what comes beyond the number of calls that may be under way at once, after the policy's wait for a place, if it has one. */
    public Guarding concurrencyLimit() {
        Bulkhead bulkhead = guards.bulkhead(dependency);
        return with(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Limiting<>(dependency, bulkhead, inner);
            }
        });
    }

    /** Narrows the {@link Deadline} for what is inside, leaves a little of it to the fallback, and rejects what could not finish. */
    public Guarding timeLimit() {
        TimeLimit limit = guards.timeLimit(dependency);
        return with(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Timing<>(dependency, limit, inner);
            }
        });
    }

    /**
     * Makes a failed call again, after waits with full jitter, within a budget of one retry for ten calls that all calls to the dependency
     * share. For idempotent calls only, and at one place on the way from the user to the last dependency.
     */
    public Guarding retries() {
        Retry retry = guards.retry(dependency);
        RetryBudget budget = guards.retryBudget(dependency);
        return with(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Retrying<>(retry, budget, Retrying.Pause.ASLEEP, answers, inner);
            }
        });
    }

    /** Names exceptions that are the dependency's answer about the request: a success for the breaker, rethrown as they are. */
    public Guarding treatAsAnswer(Predicate<? super Exception> isAnswer) {
        Predicate<? super Exception> before = answers;
        answers = failure -> before.test(failure) || isAnswer.test(failure);
        return this;
    }

    /** Ends the list with what it guards. */
    public <A, R> GuardedCall<A, R> call(RemoteCall<A, R> call) {
        Layer<A, R> guarded = new Layer.Calling<>(call);
        for (int i = layers.size() - 1; i >= 0; i--) {
            guarded = layers.get(i).around(guarded);
        }
        return new GuardedCall<>(guards.breaker(dependency), guarded, answers, guards.fallbackMetrics(), List.of());
    }

    private Guarding with(Layer.Around layer) {
        layers.add(layer);
        return this;
    }
}
