package dev.breakwater.resilience;

import dev.breakwater.resilience.breaker.Admission;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One guard around what is inside it, as {@link Layer}, for calls that hold no thread. What is taken is taken at subscription and given back
 * exactly once: at the answer, at the failure, or when nobody waits any more. A rejection is the error {@link RejectedException}.
 */
interface ReactiveLayer<A, R> {

    Logger LOG = LoggerFactory.getLogger(ReactiveLayer.class);

    Mono<R> run(A argument);

    record Calling<A, R>(ReactiveCall<A, R> call) implements ReactiveLayer<A, R> {
        @Override
        public Mono<R> run(A argument) {
            return Mono.defer(() -> call.call(argument));
        }
    }

    record Breaking<A, R>(
            RejectedException no,
            BreakwaterCircuitBreaker breaker,
            Predicate<? super Exception> answers,
            ReactiveLayer<A, R> inner)
            implements ReactiveLayer<A, R> {

        @Override
        public Mono<R> run(A argument) {
            return Mono.defer(() -> {
                long start = breaker.nanoTime();
                Admission admission = breaker.admit(start);
                if (admission == null) {
                    return Mono.error(no);
                }
                AtomicBoolean settled = new AtomicBoolean();
                return inner.run(argument)
                        .doOnSuccess(answer -> {
                            if (settled.compareAndSet(false, true)) {
                                admission.succeeded(start, breaker.nanoTime());
                            }
                        })
                        .doOnError(failure -> {
                            if (settled.compareAndSet(false, true)) {
                                settle(admission, start, failure);
                            }
                        })
                        .doOnCancel(() -> {
                            // the caller has gone: that says nothing about the dependency
                            if (settled.compareAndSet(false, true)) {
                                admission.released();
                            }
                        });
            });
        }

        private void settle(Admission admission, long start, Throwable failure) {
            if (failure instanceof RejectedException) {
                admission.released();
            } else if (failure instanceof Exception known && answers.test(known)) {
                admission.succeeded(start, breaker.nanoTime());
            } else {
                admission.failed(start, breaker.nanoTime(), failure);
            }
        }
    }

    /** Never waits for a place, whatever the policy says: the thread that would wait serves everybody. */
    record Limiting<A, R>(RejectedException no, Bulkhead bulkhead, ReactiveLayer<A, R> inner)
            implements ReactiveLayer<A, R> {

        @Override
        public Mono<R> run(A argument) {
            return Mono.defer(() -> {
                if (bulkhead.getMetrics().getAvailableConcurrentCalls() <= 0 || !bulkhead.tryAcquirePermission()) {
                    return Mono.error(no);
                }
                AtomicBoolean held = new AtomicBoolean(true);
                return inner.run(argument).doOnTerminate(() -> giveBack(held)).doOnCancel(() -> giveBack(held));
            });
        }

        private void giveBack(AtomicBoolean held) {
            if (held.compareAndSet(true, false)) {
                bulkhead.onComplete();
            }
        }
    }

    record Timing<A, R>(RejectedException no, TimeLimit limit, ReactiveLayer<A, R> inner)
            implements ReactiveLayer<A, R> {

        /** Reactor's key for what takes an error that nobody waits for any more; its default prints a stack trace as an error of ours. */
        private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

        @Override
        public Mono<R> run(A argument) {
            return Mono.deferContextual(context -> {
                Deadline outer = ReactiveDeadline.of(context);
                Deadline mine = Deadline.narrowed(outer, limit.nanos());
                if (outer != null && !mine.isWorthStarting()) {
                    return Mono.error(no);
                }
                return inner.run(argument)
                        .timeout(mine.remaining(), Mono.error(NoAnswer::new))
                        .contextWrite(inside -> inside.put(Deadline.class, mine)
                                .put(ON_ERROR_DROPPED, (Consumer<Throwable>) Timing::tooLate));
            });
        }

        private static void tooLate(Throwable failure) {
            LOG.debug("Failed after its time limit: {}", failure.toString());
        }
    }

    /** The time limit has passed; without a stack trace, which would show the timer's. */
    final class NoAnswer extends TimeoutException {

        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("No answer within the time limit");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
