package dev.breakwater.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One guard around what is inside it. A rejection travels back as a value, since it is no surprise and must be cheap. */
interface Layer<A, R> {

    /** {@return the answer, or a {@link Trouble.Rejected}} */
    Object run(A argument) throws Exception;

    /** Puts a guard around another, whatever the types of the call. */
    interface Around {
        <A, R> Layer<A, R> around(Layer<A, R> inner);
    }

    record Calling<A, R>(RemoteCall<A, R> call) implements Layer<A, R> {
        @Override
        public Object run(A argument) throws Exception {
            return call.call(argument);
        }
    }

    record Breaking<A, R>(
            Trouble.Rejected rejected, CircuitBreaker breaker, Predicate<? super Exception> answers, Layer<A, R> inner)
            implements Layer<A, R> {

        Breaking(String dependency, CircuitBreaker breaker, Predicate<? super Exception> answers, Layer<A, R> inner) {
            this(new Trouble.Rejected(dependency, Trouble.Reason.BREAKER_OPEN), breaker, answers, inner);
        }

        @Override
        public Object run(A argument) throws Exception {
            if (!breaker.tryAcquirePermission()) {
                return rejected;
            }
            long start = System.nanoTime();
            Object result;
            try {
                result = inner.run(argument);
            } catch (Exception failure) {
                long took = System.nanoTime() - start;
                if (answers.test(failure)) {
                    breaker.onSuccess(took, TimeUnit.NANOSECONDS);
                } else {
                    breaker.onError(took, TimeUnit.NANOSECONDS, failure);
                }
                throw failure;
            }
            if (result instanceof Trouble.Rejected) {
                breaker.releasePermission();
            } else {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
            return result;
        }
    }

    record Limiting<A, R>(Trouble.Rejected rejected, Bulkhead bulkhead, Layer<A, R> inner) implements Layer<A, R> {

        Limiting(String dependency, Bulkhead bulkhead, Layer<A, R> inner) {
            this(new Trouble.Rejected(dependency, Trouble.Reason.CONCURRENCY_LIMIT), bulkhead, inner);
        }

        @Override
        public Object run(A argument) throws Exception {
            if (!bulkhead.tryAcquirePermission()) {
                return rejected;
            }
            try {
                return inner.run(argument);
            } finally {
                bulkhead.onComplete();
            }
        }
    }

    record Timing<A, R>(Trouble.Rejected rejected, Duration limit, Layer<A, R> inner) implements Layer<A, R> {

        Timing(String dependency, Duration limit, Layer<A, R> inner) {
            this(new Trouble.Rejected(dependency, Trouble.Reason.NO_TIME_LEFT), limit, inner);
        }

        @Override
        public Object run(A argument) throws Exception {
            Deadline outer = Deadline.current();
            Deadline mine = Deadline.narrowed(outer, limit);
            if (mine.remaining().toMillis() < Deadline.WORTH_STARTING_MILLIS) {
                return rejected;
            }
            Deadline.set(mine);
            try {
                return inner.run(argument);
            } finally {
                Deadline.set(outer);
            }
        }
    }
}
