package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A {@link GuardedCall} that holds no thread: the same breaker, limits, policy and meters. Composed once, immutable, thread-safe. Does not
 * write {@code X-Degraded}: there is no request of a thread to write it to.
 */
public final class ReactiveGuardedCall<A, R> {

    private static final Logger LOG = LoggerFactory.getLogger(ReactiveGuardedCall.class);

    /** Micrometer's key for what a subscriber's request is observed by. */
    private static final String OBSERVATION = "micrometer.observation";

    private final Guards guards;
    private final BreakwaterCircuitBreaker breaker;
    private final ReactiveLayer<A, R> guarded;
    private final Predicate<? super Exception> answers;
    private final List<Level<A, R>> levels;

    ReactiveGuardedCall(
            Guards guards,
            BreakwaterCircuitBreaker breaker,
            ReactiveLayer<A, R> guarded,
            Predicate<? super Exception> answers,
            List<Level<A, R>> levels) {
        this.guards = guards;
        this.breaker = breaker;
        this.guarded = guarded;
        this.answers = answers;
        this.levels = levels;
    }

    /**
     * The same call with one more level that answers when the call and the levels before it did not. The call as it is where {@link
     * ActiveGuards} has none.
     *
     * @param name says what the user gets; the metrics' label
     */
    public ReactiveGuardedCall<A, R> orElse(String name, ReactiveFallback<A, R> fallback) {
        if (!guards.active().fallBack()) {
            return this;
        }
        String dependency = breaker.getName();
        FallbackMetrics metrics = guards.fallbackMetrics();
        List<Level<A, R>> more = new ArrayList<>(levels);
        more.add(new Level<>(name, fallback, metrics.succeeded(dependency, name), metrics.failed(dependency, name)));
        return new ReactiveGuardedCall<>(guards, breaker, guarded, answers, List.copyOf(more));
    }

    /**
     * The call, made at each subscription. Cancelling it ends the call, gives back what the guards hold, and is counted as neither success
     * nor failure. Ends with the error that is the dependency's answer about the request as it is, or with
     * {@link DependencyUnavailableException} when neither the dependency nor any level answered.
     */
    public Mono<R> with(A argument) {
        return Mono.deferContextual(context -> {
            CallTrace trace = guards.traces().begin(breaker, context.getOrDefault(OBSERVATION, null));
            Mono<R> answer =
                    guarded.run(argument).onErrorResume(Exception.class, failure -> instead(argument, failure, trace));
            return trace == CallTrace.NONE ? answer : answer.doFinally(signal -> trace.end());
        });
    }

    private Mono<R> instead(A argument, Exception failure, CallTrace trace) {
        if (!(failure instanceof RejectedException) && answers.test(failure)) {
            return Mono.error(failure);
        }
        Trouble trouble = failure instanceof RejectedException no
                ? no.rejected()
                : new Trouble.Failed(breaker.getName(), failure);
        trace.troubled(trouble);
        return level(0, argument, trouble, trace);
    }

    private Mono<R> level(int index, A argument, Trouble trouble, CallTrace trace) {
        if (index == levels.size()) {
            trace.unanswered();
            return Mono.error(new DependencyUnavailableException(trouble, breaker.remainingWait()));
        }
        Level<A, R> level = levels.get(index);
        return Mono.defer(() -> level.fallback.answer(argument, trouble))
                .doOnSuccess(answer -> {
                    level.succeeded.increment();
                    trace.answeredBy(level.name);
                })
                .onErrorResume(Exception.class, failure -> {
                    level.failed.increment();
                    LOG.debug("Fallback {}={} could not answer: {}", breaker.getName(), level.name, failure.toString());
                    return level(index + 1, argument, trouble, trace);
                });
    }

    record Level<A, R>(String name, ReactiveFallback<A, R> fallback, Counter succeeded, Counter failed) {}
}
