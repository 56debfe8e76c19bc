package dev.breakwater.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A call with its guards and its fallbacks. Composed once, immutable, thread-safe. */
public final class GuardedCall<A, R> {

    private final String dependency;
    private final Layer<A, R> guarded;
    private final Predicate<? super Exception> answers;
    private final Supplier<Duration> retryAfter;
    private final List<Level<A, R>> levels;

    GuardedCall(
            String dependency,
            Layer<A, R> guarded,
            Predicate<? super Exception> answers,
            Supplier<Duration> retryAfter,
            List<Level<A, R>> levels) {
        this.dependency = dependency;
        this.guarded = guarded;
        this.answers = answers;
        this.retryAfter = retryAfter;
        this.levels = levels;
    }

    /** The same call with one more level that answers when the call and the levels before it did not. */
    public GuardedCall<A, R> orElse(String name, Fallback<A, R> fallback) {
        List<Level<A, R>> more = new ArrayList<>(levels);
        more.add(new Level<>(name, fallback));
        return new GuardedCall<>(dependency, guarded, answers, retryAfter, List.copyOf(more));
    }

    /**
     * Makes the call.
     *
     * @throws DependencyUnavailableException when neither the dependency nor any level answered */
    @SuppressWarnings("unchecked")
    public R with(A argument) {
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
            trouble = new Trouble.Failed(dependency, failure);
        }
        return instead(argument, trouble);
    }

    private R instead(A argument, Trouble trouble) {
        for (Level<A, R> level : levels) {
            try {
                R answer = level.fallback().answer(argument, trouble);
                Degraded.add(dependency, level.name());
                return answer;
            } catch (Exception failure) {
                trouble.dependency();
            }
        }
        throw new DependencyUnavailableException(trouble, retryAfter.get());
    }

    record Level<A, R>(String name, Fallback<A, R> fallback) {}
}
