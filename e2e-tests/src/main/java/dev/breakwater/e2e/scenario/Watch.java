package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.time.Duration;

/**
 * Looks at the breakers twice a second and prints a line every second, on a thread of its own until closed. The services remember
 * their transitions, so nothing is missed in between, and looking costs what the shop lacks then.
 */
final class Watch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int LOOKS_PER_LINE = 2;

    private final Shop shop;
    private final RunClock clock;
    private final Recorder recorder;
    private final LoadDriver driver;
    private final BreakerWatch breakers;
    private final Console console;
    private final Thread thread = new Thread(this::look, "watch");
    private long waiting;

    Watch(Shop shop, RunClock clock, Recorder recorder, LoadDriver driver, BreakerWatch breakers, Console console) {
        this.shop = shop;
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
        try {
            waiting = Json.quick(
                            shop.queue().resolve("/internal/queued-payments"),
                            "Authorization",
                            "Bearer " + shop.internalToken())
                    .path("depth")
                    .asLong();
        } catch (IOException away) {
            // the last known depth is shown; that the service is away shows in the events
        }
        console.second(
                clock.seconds(), recorder.samples(), driver.inFlight(), breakers.since(clock.started()), waiting);
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
