package dev.breakwater.gateway.limit;

import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.ReactiveGuardedCall;
import reactor.core.publisher.Mono;

/** Counts in Redis; while Redis is away every instance goes by what it has seen itself. No request fails for want of a counter. */
final class GuardedCounter implements RequestCounter {

    /** What the client gets: the limit all the same, but counted here. */
    static final String LOCAL_LIMIT = "localLimit";

    static final String REDIS = "redis";

    private final ReactiveGuardedCall<String, Verdict> counting;
    private final RequestCounter redis;

    GuardedCounter(Guards guards, RequestCounter redis, LocalCounter local) {
        this.redis = redis;
        counting = guards.on(REDIS)
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .<String, Verdict>callReactively(client -> redis.take(client).doOnNext(verdict -> {
                    if (verdict.allowed()) {
                        local.note(client);
                    }
                }))
                .orElse(LOCAL_LIMIT, (client, trouble) -> local.take(client).map(Verdict::ofThisInstance));
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
