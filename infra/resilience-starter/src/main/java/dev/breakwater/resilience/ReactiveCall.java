package dev.breakwater.resilience;

import reactor.core.publisher.Mono;

/** A call to a dependency that holds no thread while it waits. Must be thread-safe; each subscription to its result is a call of its own. */
@FunctionalInterface
public interface ReactiveCall<A, R> {

    /** Prepares the call; it is made at subscription, and its end, whichever way, frees what it held. */
    Mono<R> call(A argument);
}
