package dev.breakwater.resilience;

import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** As {@link Retrying}, but nothing is held while it waits. */
record ReactiveRetrying<A, R>(
        Retry retry, RetryBudget budget, Predicate<? super Exception> repeatable, ReactiveLayer<A, R> inner)
        implements ReactiveLayer<A, R> {

    @Override
    public Mono<R> run(A argument) {
        return Mono.defer(() -> {
            budget.earn();
            return attempt(argument, 1);
        });
    }

    private Mono<R> attempt(A argument, int attempt) {
        return inner.run(argument)
                .onErrorResume(
                        Exception.class,
                        failure -> failure instanceof RejectedException || !repeatable.test(failure)
                                ? Mono.error(failure)
                                : again(argument, attempt, failure));
    }

    private Mono<R> again(A argument, int attempt, Exception failure) {
        if (attempt >= retry.getRetryConfig().getMaxAttempts()) {
            return Mono.error(failure);
        }
        return Mono.deferContextual(context -> {
            long waitMillis = Retrying.waitMillis(retry, attempt, failure);
            if (!Retrying.leavesTimeAfter(waitMillis, ReactiveDeadline.of(context)) || !budget.spend()) {
                return Mono.error(failure);
            }
            return Mono.delay(Duration.ofMillis(waitMillis)).then(Mono.defer(() -> attempt(argument, attempt + 1)));
        });
    }
}
