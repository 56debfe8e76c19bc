package dev.breakwater.resilience;

import java.util.Objects;
import reactor.core.publisher.Mono;

/** The two ways to make a guarded call, so that a test can hold both against the same fact. */
enum Way {
    BLOCKING {
        @Override
        Call of(Guarding guarding, RemoteCall<String, String> remote) {
            return guarding.call(remote).orElse("queuePayment", (order, why) -> "queued")::with;
        }

        @Override
        boolean hasADeadline(Guards guards) {
            return guards.on("stripe")
                    .timeLimit()
                    .call(order -> Deadline.current() != null)
                    .with("order");
        }
    },
    REACTIVE {
        @Override
        Call of(Guarding guarding, RemoteCall<String, String> remote) {
            ReactiveGuardedCall<String, String> call = guarding.<String, String>callReactively(
                            order -> Mono.fromCallable(() -> remote.call(order)))
                    .orElse("queuePayment", (order, why) -> Mono.just("queued"));
            return order -> Objects.requireNonNull(call.with(order).block());
        }

        @Override
        boolean hasADeadline(Guards guards) {
            return Boolean.TRUE.equals(guards.on("stripe")
                    .timeLimit()
                    .callReactively(
                            order -> Mono.deferContextual(context -> Mono.just(ReactiveDeadline.of(context) != null)))
                    .with("order")
                    .block());
        }
    };

    /** A composed call. */
    interface Call {
        String with(String order);
    }

    /** The full composition of an idempotent call to {@code stripe}, with a fallback. */
    Call composed(Guards guards, RemoteCall<String, String> remote) {
        return of(
                guards.on("stripe")
                        .circuitBreaker()
                        .concurrencyLimit()
                        .timeLimit()
                        .idempotent(),
                remote);
    }

    abstract Call of(Guarding guarding, RemoteCall<String, String> remote);

    abstract boolean hasADeadline(Guards guards);
}
