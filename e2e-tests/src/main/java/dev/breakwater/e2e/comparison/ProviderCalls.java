package dev.breakwater.e2e.comparison;

import dev.breakwater.e2e.comparison.CallCounts.Count;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks the providers that a scenario breaks twice a second how many calls they have received, on a thread of its own until closed. */
public final class ProviderCalls implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(500);

    private record Reading(long nanoTime, long calls) {}

    private final List<URI> pages;
    private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::read, "provider-calls");

    private ProviderCalls(List<URI> pages) {
        this.pages = pages;
        thread.setDaemon(true);
    }

    /** Begins to ask. What is no provider, such as a database, counts nothing. */
    public static ProviderCalls watch(Shop shop, Scenario scenario) {
        ProviderCalls calls = new ProviderCalls(scenario.faults().stream()
                .map(Fault::target)
                .distinct()
                .filter(shop.simulators()::containsKey)
                .map(name -> shop.simulator(name).resolve("/_sim/requests"))
                .toList());
        calls.thread.start();
        return calls;
    }

    /** What they said until now, by the time of a run; empty if there is nobody to ask. */
    public CallCounts counts(RunClock clock) {
        return new CallCounts(readings.stream()
                .map(reading -> new Count(clock.seconds(reading.nanoTime()), reading.calls()))
                .toList());
    }

    private void read() {
        try {
            for (long next = System.nanoTime();
                    !pages.isEmpty();
                    next = Math.max(next + EVERY.toNanos(), System.nanoTime())) {
                RunClock.waitUntil(next);
                try {
                    readings.add(new Reading(System.nanoTime(), received()));
                } catch (IOException away) {
                    // the next reading tells how many there were in between
                }
            }
        } catch (InterruptedException closed) {
            // nobody wants to know more
        }
    }

    private long received() throws IOException, InterruptedException {
        long sum = 0;
        for (URI page : pages) {
            sum += Json.quick(page).path("total").asLong();
        }
        return sum;
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
