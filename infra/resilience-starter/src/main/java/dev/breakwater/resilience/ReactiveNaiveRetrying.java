package dev.breakwater.resilience;

import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** As {@link NaiveRetrying}, but nothing is held while it waits. */
record ReactiveNaiveRetrying<A, R>(Predicate<? super Exception> repeatable, ReactiveLayer<A, R> inner)
        implements ReactiveLayer<A, R> {

    @Override
    public Mono<R> run(A argument) {
        return inner.run(argument)
                .retryWhen(Retry.fixedDelay(NaiveRetrying.ATTEMPTS - 1, Duration.ofMillis(NaiveRetrying.PAUSE_MILLIS))
                        .filter(failure -> failure instanceof Exception known && repeatable.test(known))
                        .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }
}
