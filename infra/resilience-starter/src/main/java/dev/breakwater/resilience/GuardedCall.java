package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call with its guards and its fallbacks. Composed once, immutable, thread-safe. */
public final class GuardedCall<A, R> {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedCall.class);

    private final Guards guards;
    private final BreakwaterCircuitBreaker breaker;
    private final Layer<A, R> guarded;
    private final Predicate<? super Exception> answers;
    private final List<Level<A, R>> levels;

    GuardedCall(
            Guards guards,
            BreakwaterCircuitBreaker breaker,
            Layer<A, R> guarded,
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
     * @param name says what the user gets; the metrics' label and what {@code X-Degraded} tells the caller
     */
    public GuardedCall<A, R> orElse(String name, Fallback<A, R> fallback) {
        if (!guards.active().fallBack()) {
            return this;
        }
        String dependency = breaker.getName();
        FallbackMetrics metrics = guards.fallbackMetrics();
        List<Level<A, R>> more = new ArrayList<>(levels);
        more.add(new Level<>(
                name,
                Degraded.by(dependency, name),
                fallback,
                metrics.succeeded(dependency, name),
                metrics.failed(dependency, name)));
        return new GuardedCall<>(guards, breaker, guarded, answers, List.copyOf(more));
    }

    /**
     * Makes the call. An exception that is the dependency's answer about the request passes through as it is; one thrown by a fallback
     * never does, whatever it is: the next level is asked.
     *
     * @throws DependencyUnavailableException when neither the dependency nor any level answered
     */
    public R with(A argument) {
        CallTrace trace = guards.traces().begin(breaker);
        try {
            return answer(argument, trace);
        } finally {
            trace.end();
        }
    }

    @SuppressWarnings("unchecked")
    private R answer(A argument, CallTrace trace) {
        Trouble trouble;
        try {
            Object result = guarded.run(argument);
            if (!(result instanceof Trouble.Rejected rejected)) {
                return (R) result;
            }
            trouble = rejected;
        } catch (Exception failure) {
            if (answers.test(failure)) {
                throw Sneaky.rethrow(failure);
            }
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            trouble = new Trouble.Failed(breaker.getName(), failure);
        }
        trace.troubled(trouble);
        return instead(argument, trouble, trace);
    }

    private R instead(A argument, Trouble trouble, CallTrace trace) {
        for (int i = 0; i < levels.size(); i++) {
            Level<A, R> level = levels.get(i);
            R answer;
            try {
                answer = level.fallback.answer(argument, trouble);
            } catch (Exception failure) {
                level.failed.increment();
                LOG.debug("Fallback {} could not answer: {}", level.degraded, failure.toString());
                continue;
            }
            level.succeeded.increment();
            Degraded.merge(level.degraded);
            trace.answeredBy(level.name);
            return answer;
        }
        trace.unanswered();
        throw new DependencyUnavailableException(trouble, breaker.remainingWait());
    }

    private record Level<A, R>(
            String name, String degraded, Fallback<A, R> fallback, Counter succeeded, Counter failed) {}
}
