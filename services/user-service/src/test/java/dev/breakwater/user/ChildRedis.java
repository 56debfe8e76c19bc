package dev.breakwater.user;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A Redis of its own. */
final class ChildRedis {

    private final int port;
    private @Nullable ProcessHandle process;

    ChildRedis(int port) {
        this.port = port;
    }

    void start() throws IOException {
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        RedisServer.builder().port(port).build().start();
        process = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .filter(child -> child.info().command().orElse("").contains("redis"))
                .findFirst()
                .orElseThrow();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void suspend() throws IOException {
        signal("STOP");
    }

    void resume() throws IOException {
        signal("CONT");
    }

    void kill() throws IOException {
        signal("KILL");
    }

    private void signal(String signal) throws IOException {
        if (process != null && process.isAlive()) {
            Signals.send(signal, process);
        }
    }
}
