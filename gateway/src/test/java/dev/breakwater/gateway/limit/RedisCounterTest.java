package dev.breakwater.gateway.limit;

import dev.breakwater.localstack.RedisServer;
import dev.breakwater.localstack.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisCounterTest extends RequestCounterContract {

    private static Workspace workspace;
    private static RedisServer redis;
    private static final Map<SlidingWindow, RedisCounter> COUNTERS = new HashMap<>();

    @BeforeAll
    static void start() {
        workspace = Workspace.create(Path.of("target", "stacks"), "redis-counter");
        redis = RedisServer.start(workspace, "redis");
    }

    @AfterAll
    static void stop() {
        COUNTERS.values().forEach(RedisCounter::close);
        workspace.close();
    }

    @Override
    RequestCounter counter(SlidingWindow window) {
        return COUNTERS.computeIfAbsent(window, any -> new RedisCounter(redis.url(), window));
    }
}
