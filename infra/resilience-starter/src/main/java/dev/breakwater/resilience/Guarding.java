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
 * <p>Each guard throws {@link IllegalStateException} when the policy YAML has no instance for the dependency. Which of them really run is
 * {@link ActiveGuards}' affair: in production all.
 */
public final class Guarding {

    private final String dependency;
    private final Guards guards;
    private final List<Layer.Around> layers = new ArrayList<>();
    private Predicate<? super Exception> answers = Answers::areAboutTheRequest;
    private boolean idempotent;

    Guarding(String dependency, Guards guards) {
        this.dependency = dependency;
        this.guards = guards;
    }

    /** Rejects while the breaker of this name is open, and books what comes of the calls it lets through. */
    public Guarding circuitBreaker() {
        BreakwaterCircuitBreaker breaker = guards.breaker(dependency);
        return with(true, new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Breaking<>(dependency, breaker, answers, inner);
            }

            @Override
            public <A, R> ReactiveLayer<A, R> aroundReactive(ReactiveLayer<A, R> inner) {
                return new ReactiveLayer.Breaking<>(no(Trouble.Reason.BREAKER_OPEN), breaker, answers, inner);
            }
        });
    }

    /** Rejects what comes beyond the number of calls that may be under way at once, after the policy's wait for a place, if it has one. */
    public Guarding concurrencyLimit() {
        Bulkhead bulkhead = guards.bulkhead(dependency);
        return with(guards.active().limitConcurrency(), new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Limiting<>(dependency, bulkhead, inner);
            }

            @Override
            public <A, R> ReactiveLayer<A, R> aroundReactive(ReactiveLayer<A, R> inner) {
                return new ReactiveLayer.Limiting<>(no(Trouble.Reason.CONCURRENCY_LIMIT), bulkhead, inner);
            }
        });
    }

    /** Narrows the {@link Deadline} for what is inside, leaves a little of it to the fallback, and rejects what could not finish. */
    public Guarding timeLimit() {
        TimeLimit limit = guards.timeLimit(dependency);
        return with(guards.active().limitTime(), new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Timing<>(dependency, limit, inner);
            }

            @Override
            public <A, R> ReactiveLayer<A, R> aroundReactive(ReactiveLayer<A, R> inner) {
                return new ReactiveLayer.Timing<>(no(Trouble.Reason.NO_TIME_LEFT), limit, inner);
            }
        });
    }

    /**
     * Makes a failed call again, after waits with full jitter, within a budget of one retry for ten calls that all calls to the dependency
     * share. For idempotent calls only, and at one place on the way from the user to the last dependency.
     */
    public Guarding retries() {
        return retries(failure -> true);
    }

    /** The same for the failures that pass; answers about the request never do. */
    public Guarding retries(Predicate<? super Exception> when) {
        Retry retry = guards.retry(dependency);
        RetryBudget budget = guards.retryBudget(dependency);
        return idempotent().with(guards.active().retryWithCare(), new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Retrying<>(retry, budget, Retrying.Pause.ASLEEP, repeatable(when), inner);
            }

            @Override
            public <A, R> ReactiveLayer<A, R> aroundReactive(ReactiveLayer<A, R> inner) {
                return new ReactiveRetrying<>(retry, budget, repeatable(when), inner);
            }
        });
    }

    /**
     * Says that making the call twice does what making it once does: it only reads, or it carries an idempotency key. By itself it repeats
     * nothing; it is what {@link ActiveGuards#RETRIES} goes by.
     */
    public Guarding idempotent() {
        idempotent = true;
        return this;
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
        if (isRepeatedNaively()) {
            guarded = new NaiveRetrying<>(Retrying.Pause.ASLEEP, repeatable(failure -> true), guarded);
        }
        return new GuardedCall<>(guards, guards.breaker(dependency), guarded, answers, List.of());
    }

    /** Ends the list with a call that holds no thread. All guards, policies and meters are the same, and shared with those of {@link #call}. */
    public <A, R> ReactiveGuardedCall<A, R> callReactively(ReactiveCall<A, R> call) {
        ReactiveLayer<A, R> guarded = new ReactiveLayer.Calling<>(call);
        for (int i = layers.size() - 1; i >= 0; i--) {
            guarded = layers.get(i).aroundReactive(guarded);
        }
        if (isRepeatedNaively()) {
            guarded = new ReactiveNaiveRetrying<>(repeatable(failure -> true), guarded);
        }
        return new ReactiveGuardedCall<>(guards, guards.breaker(dependency), guarded, answers, List.of());
    }

    private boolean isRepeatedNaively() {
        return idempotent && guards.active().retryNaively();
    }

    private Predicate<Exception> repeatable(Predicate<? super Exception> when) {
        return failure -> !answers.test(failure) && when.test(failure);
    }

    private RejectedException no(Trouble.Reason reason) {
        return new RejectedException(dependency, reason);
    }

    private Guarding with(boolean runs, Layer.Around layer) {
        if (runs) {
            layers.add(layer);
        }
        return this;
    }
}
