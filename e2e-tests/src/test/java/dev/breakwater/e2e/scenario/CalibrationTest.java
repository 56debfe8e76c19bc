package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Mix;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Against a shop that answers so many requests a second and not one more. Nearly all of it is waiting, so each waits beside the others. */
@Execution(ExecutionMode.CONCURRENT)
class CalibrationTest {

    private static final Duration STEP = Duration.ofMillis(500);

    /** Long enough for what is too much to pile up. */
    private static final Duration LONG_STEP = STEP.multipliedBy(3);

    private final Clock clock = Clock.systemUTC();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService capacity = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong next = new AtomicLong();
    private @Nullable HttpServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
        capacity.shutdownNow();
    }

    @Test
    void aMachineThatBearsItGetsAllThatIsWanted() throws Exception {
        // three steps up, which a machine bears that builds four modules beside
        assertThat(calibrated(Duration.ZERO, 8, STEP)).isEqualTo(8);
    }

    @Test
    void aMachineThatDoesNotGetsWhatItBears() throws Exception {
        // one answer each 100 ms: ten a second
        assertThat(calibrated(Duration.ofMillis(100), 200, LONG_STEP))
                .isLessThan(20)
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void whatIsFarTooSlowGetsTheLeastThatStillShowsSomething() throws Exception {
        assertThat(calibrated(Duration.ofMillis(500), 40, STEP)).isEqualTo(Calibration.LEAST_PER_SECOND);
    }

    private double calibrated(Duration each, double wanted, Duration step) throws Exception {
        HttpServer answering = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server = answering;
        answering.setExecutor(threads);
        answering.createContext("/", exchange -> {
            byte[] body =
                    "{\"id\":\"u\",\"accessToken\":\"t\",\"expiresInSeconds\":900,\"products\":[{\"sku\":\"BW-LAMP\"}]}"
                            .getBytes(StandardCharsets.UTF_8);
            boolean priced = exchange.getRequestURI().getPath().equals("/api/orders");
            Runnable answer = () -> {
                try {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(201, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                } catch (IOException gone) {
                    exchange.close();
                }
            };
            if (priced && !each.isZero()) {
                long due = next.accumulateAndGet(
                        System.nanoTime(), (slot, now) -> Math.max(slot + each.toNanos(), now + each.toNanos()));
                var unused = capacity.schedule(answer, due - System.nanoTime(), TimeUnit.NANOSECONDS);
            } else {
                answer.run();
            }
        });
        answering.start();
        URI uri = URI.create("http://127.0.0.1:" + answering.getAddress().getPort());
        Shop shop = new Shop(uri, Map.of(), Map.of(), uri, "token", Map.of(), Map.of(), Guards.ALL);
        Crowd crowd = Crowd.gather(shop, clock);
        RunClock time = RunClock.start(clock);
        Recorder recorder = new Recorder();
        try (LoadDriver driver = new LoadDriver(uri, crowd.customers(), recorder, time, 2_000)) {
            return new Calibration(
                            driver, crowd.arrivals(new SplittableRandom(1), new Mix(0, 0, 0, 0)), recorder, time, step)
                    .of(wanted);
        }
    }
}
