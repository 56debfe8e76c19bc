package dev.breakwater.gateway.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Counts in Redis, for all instances of the gateway, by Redis' own clock. Looking and counting are one step there. */
final class RedisCounter implements RequestCounter {

    private static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local window, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
            local index, elapsed = math.floor(now / window), now % window
            local known = redis.call('HMGET', KEYS[1], 'index', 'current', 'previous')
            local last = tonumber(known[1] or index)
            local current, previous = tonumber(known[2] or 0), tonumber(known[3] or 0)
            if index > last then
              previous = index == last + 1 and current or 0
              current = 0
              last = index
            end
            local allowed = previous * (window - elapsed) / window + current + 1 <= limit
            if allowed then
              current = current + 1
              redis.call('HSET', KEYS[1], 'index', last, 'current', current, 'previous', previous)
              redis.call('PEXPIRE', KEYS[1], 2 * window)
            end
            return {allowed and 1 or 0, previous, current, elapsed}
            """;

    private static final String PREFIX = "breakwater:requests:";
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);
    private static final int MOST_WAITING = 1_000;

    private final SlidingWindow window;
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    RedisCounter(String url, SlidingWindow window) {
        this.window = window;
        uri = RedisURI.create(url);
        uri.setTimeout(CONNECT_LIMIT); // of the handshake; each call has the time limit of its guard
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                // what is sent while the connection is away must fail now rather than pile up and be counted later
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build())
                .build());
    }

    @Override
    public Mono<Verdict> take(String caller) {
        return Mono.fromFuture(this::connection, true)
                .flatMap(open -> Mono.fromFuture(() -> open.async()
                        .<List<Long>>eval(
                                SCRIPT,
                                ScriptOutputType.MULTI,
                                new String[] {PREFIX + caller},
                                Long.toString(window.millis()),
                                Integer.toString(window.limit()))
                        .toCompletableFuture()))
                .map(told -> window.verdict(told.get(0) == 1, told.get(1), told.get(2), told.get(3)));
    }

    /** The one connection, which mends itself once it was there; until then each call tries. */
    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        CompletableFuture<StatefulRedisConnection<String, String>> known = connection;
        if (known == null || known.isCompletedExceptionally()) {
            known = client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
            connection = known;
        }
        return known;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
