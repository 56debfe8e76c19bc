package dev.breakwater.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The guards around a call, run in the order they are listed. For use in a constructor; not thread-safe. */
public final class Guarding {

    private final String dependency;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final TimeLimiterRegistry timeLimiters;
    private final List<Layer.Around> layers = new ArrayList<>();
    private Predicate<? super Exception> answers = Answers::areAboutTheRequest;

    Guarding(
            String dependency,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            TimeLimiterRegistry timeLimiters) {
        this.dependency = dependency;
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.timeLimiters = timeLimiters;
    }

    /** Rejects while the breaker of this name is open, and books what comes of the calls it lets through. */
    public Guarding circuitBreaker() {
        CircuitBreaker breaker = breakers.circuitBreaker(dependency);
        layers.add(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Breaking<>(dependency, breaker, answers, inner);
            }
        });
        return this;
    }

    /** Rejects what comes beyond the number of calls that may be under way at once. Nobody waits. */
    public Guarding concurrencyLimit() {
        Bulkhead bulkhead = bulkheads.bulkhead(dependency);
        layers.add(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Limiting<>(dependency, bulkhead, inner);
            }
        });
        return this;
    }

    /** Narrows the deadline for what is inside, and rejects what could not finish. */
    public Guarding timeLimit() {
        Duration limit =
                timeLimiters.timeLimiter(dependency).getTimeLimiterConfig().getTimeoutDuration();
        layers.add(new Layer.Around() {
            @Override
            public <A, R> Layer<A, R> around(Layer<A, R> inner) {
                return new Layer.Timing<>(dependency, limit, inner);
            }
        });
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
        CircuitBreaker breaker = breakers.circuitBreaker(dependency);
        return new GuardedCall<>(
                dependency,
                guarded,
                answers,
                () -> Duration.ofMillis(breaker.getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1)),
                List.of());
    }
}
