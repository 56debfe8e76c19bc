package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.Admission;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.function.Predicate;

/** One guard around what is inside it. A rejection travels back as a value, since it is no surprise and must be cheap. */
interface Layer<A, R> {

    /** {@return the answer, or a {@link Trouble.Rejected}} */
    Object run(A argument) throws Exception;

    /** Puts a guard around another, whatever the types of the call, and whether or not it holds a thread. */
    interface Around {
        <A, R> Layer<A, R> around(Layer<A, R> inner);

        <A, R> ReactiveLayer<A, R> aroundReactive(ReactiveLayer<A, R> inner);
    }

    record Calling<A, R>(RemoteCall<A, R> call) implements Layer<A, R> {
        @Override
        public Object run(A argument) throws Exception {
            return call.call(argument);
        }
    }

    record Breaking<A, R>(
            Trouble.Rejected rejected,
            BreakwaterCircuitBreaker breaker,
            Predicate<? super Exception> answers,
            Layer<A, R> inner)
            implements Layer<A, R> {

        Breaking(
                String dependency,
                BreakwaterCircuitBreaker breaker,
                Predicate<? super Exception> answers,
                Layer<A, R> inner) {
            this(new Trouble.Rejected(dependency, Trouble.Reason.BREAKER_OPEN), breaker, answers, inner);
        }

        @Override
        public Object run(A argument) throws Exception {
            long start = breaker.nanoTime();
            Admission admission = breaker.admit(start);
            if (admission == null) {
                return rejected;
            }
            Object result;
            try {
                result = inner.run(argument);
            } catch (Exception failure) {
                if (answers.test(failure)) {
                    admission.succeeded(start, breaker.nanoTime());
                } else {
                    admission.failed(start, breaker.nanoTime(), failure);
                }
                throw failure;
            } catch (Error broken) {
                admission.failed(start, breaker.nanoTime(), broken);
                throw broken;
            }
            if (result instanceof Trouble.Rejected) {
                admission.released();
            } else {
                admission.succeeded(start, breaker.nanoTime());
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

    record Timing<A, R>(Trouble.Rejected rejected, TimeLimit limit, Layer<A, R> inner) implements Layer<A, R> {

        Timing(String dependency, TimeLimit limit, Layer<A, R> inner) {
            this(new Trouble.Rejected(dependency, Trouble.Reason.NO_TIME_LEFT), limit, inner);
        }

        @Override
        public Object run(A argument) throws Exception {
            Deadline outer = Deadline.current();
            Deadline mine = Deadline.narrowed(outer, limit.nanos());
            if (outer != null && !mine.isWorthStarting()) {
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
