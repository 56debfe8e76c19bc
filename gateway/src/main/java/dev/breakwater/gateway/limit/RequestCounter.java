package dev.breakwater.gateway.limit;

import reactor.core.publisher.Mono;

/** Counts the requests of each client; a request that is refused does not count. Thread-safe. */
interface RequestCounter extends AutoCloseable {

    /** Counts one request at subscription, if it may pass. */
    Mono<Verdict> take(String client);

    /** Lets go of what it counts with. */
    @Override
    default void close() {
        // most hold nothing
    }
}
