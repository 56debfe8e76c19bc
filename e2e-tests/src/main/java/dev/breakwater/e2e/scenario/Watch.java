package dev.breakwater.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.audit.Ledgers;
import dev.breakwater.e2e.audit.Ledgers.Pending;
import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.report.Backlog;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks at the breakers twice a second and, every second, notes how much waits for its payment and prints a line; on a thread of its own
 * until closed. The services remember their transitions, so nothing is missed in between, and looking costs what the shop lacks then.
 */
final class Watch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int LOOKS_PER_LINE = 2;

    private final Shop shop;
    private final Ledgers ledgers;
    private final RunClock clock;
    private final Recorder recorder;
    private final LoadDriver driver;
    private final BreakerWatch breakers;
    private final Console console;
    private final Thread thread = new Thread(this::look, "watch");
    private final Queue<Backlog> backlog = new ConcurrentLinkedQueue<>();
    private long waiting;

    Watch(
            Shop shop,
            Ledgers ledgers,
            RunClock clock,
            Recorder recorder,
            LoadDriver driver,
            BreakerWatch breakers,
            Console console) {
        this.shop = shop;
        this.ledgers = ledgers;
        this.clock = clock;
        this.recorder = recorder;
        this.driver = driver;
        this.breakers = breakers;
        this.console = console;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void look() {
        try {
            for (long next = System.nanoTime(), round = 1; ; round++) {
                breakers.poll();
                if (round % LOOKS_PER_LINE == 0) {
                    line();
                }
                next = Math.max(
                        next + EVERY.toNanos(), System.nanoTime()); // what was missed in a stall is not made up for
                RunClock.waitUntil(next);
            }
        } catch (InterruptedException closed) {
            // nobody wants to see more
        }
    }

    private void line() throws InterruptedException {
        Backlog now = read();
        backlog.add(now);
        // while the service is away the last known depth is shown; that it is away shows in the events
        waiting = now.queued().orElse(waiting);
        console.second(
                clock.seconds(), recorder.samples(), driver.inFlight(), breakers.since(clock.started()), waiting);
    }

    private Backlog read() throws InterruptedException {
        OptionalLong queued = queued();
        double at = clock.seconds();
        try {
            Pending pending = ledgers.pending();
            Instant oldest = pending.oldest();
            double age = oldest == null ? 0 : Math.max(0, clock.seconds() - clock.seconds(oldest));
            return new Backlog(at, queued, OptionalLong.of(pending.orders()), OptionalDouble.of(age));
        } catch (SQLException away) {
            return new Backlog(at, queued, OptionalLong.empty(), OptionalDouble.empty());
        }
    }

    /** Waiting and received alike: a payment that is tried and fails is hidden for a while, and waits all the same. */
    private OptionalLong queued() throws InterruptedException {
        try {
            JsonNode queue = Json.quick(
                    shop.queue().resolve("/internal/queued-payments"),
                    "Authorization",
                    "Bearer " + shop.internalToken());
            return OptionalLong.of(
                    queue.path("depth").asLong() + queue.path("inFlight").asLong());
        } catch (IOException away) {
            return OptionalLong.empty();
        }
    }

    /** What has been noted until now, a reading a second. */
    List<Backlog> backlog() {
        return List.copyOf(backlog);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
