package dev.breakwater.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.util.TestSocketUtils;

/** A real PostgreSQL and a real Redis. */
final class BackingServices {

    final ChildPostgres postgres;
    final ChildRedis redis;

    BackingServices(String name) throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "stack")), name)
                .toAbsolutePath();
        postgres = new ChildPostgres(directory.resolve("postgres"), TestSocketUtils.findAvailableTcpPort());
        redis = new ChildRedis(TestSocketUtils.findAvailableTcpPort());
        postgres.start();
        redis.start();
    }

    void stop() throws IOException {
        postgres.kill();
        redis.kill();
    }
}
