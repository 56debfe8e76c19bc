package dev.breakwater.gateway.limit;

import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.ReactiveGuardedCall;
import reactor.core.publisher.Mono;

/** Counts in Redis; while Redis is away every instance goes by what it has seen itself. No request fails for want of a counter. */
final class GuardedCounter implements RequestCounter {

    private final ReactiveGuardedCall<String, Verdict> counting;
    private final RequestCounter redis;

    GuardedCounter(Guards guards, RequestCounter redis, LocalCounter local) {
        this.redis = redis;
        counting = guards.on("redis")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .<String, Verdict>callReactively(client -> redis.take(client).doOnNext(verdict -> {
                    if (verdict.allowed()) {
                        local.note(client);
                    }
                }))
                .orElse("localLimit", (client, trouble) -> local.take(client));
    }

    @Override
    public Mono<Verdict> take(String client) {
        return counting.with(client);
    }

    @Override
    public void close() {
        redis.close();
    }
}
