package dev.breakwater.resilience;

import reactor.core.publisher.Mono;

/** What answers instead of a reactive call: as {@link Fallback}, without holding a thread. */
@FunctionalInterface
public interface ReactiveFallback<A, R> {

    /** Answers at this level. An error means that it cannot either: counted as its failure, and the next level is asked. */
    Mono<R> answer(A argument, Trouble trouble);
}
