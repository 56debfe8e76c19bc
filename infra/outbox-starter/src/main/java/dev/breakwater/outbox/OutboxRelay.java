package dev.breakwater.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes what {@link Outbox#add} stored: a thread for each destination, so that one broken broker holds up nobody else. Starts
 * before and stops after everything that could still add messages. Thread-safe.
 */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    /** The time limit of a broker call (class database, 3 s) with a second to spare. */
    private static final long LONGEST_LAST_SEND_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Map<String, DestinationRelay> relays = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    OutboxRelay(
            List<OutboxChannel> channels,
            OutboxStore store,
            TransactionOperations transactions,
            Pauses pauses,
            int batch,
            MeterRegistry meters) {
        for (OutboxChannel channel : channels) {
            DestinationRelay relay = new DestinationRelay(channel, store, transactions, pauses, batch);
            if (relays.put(channel.destination(), relay) != null) {
                throw new IllegalArgumentException("Two channels publish to " + channel.destination());
            }
            Gauge.builder("outbox.pending", relay, DestinationRelay::pending)
                    .description("Messages of all instances that wait for the destination, as of the last look")
                    .tag("destination", channel.destination())
                    .register(meters);
        }
    }

    Set<String> destinations() {
        return relays.keySet();
    }

    void wakeUp(String destination) {
        DestinationRelay relay = relays.get(destination);
        if (relay != null) {
            relay.wakeUp();
        }
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (DestinationRelay relay : relays.values()) {
            relay.begin();
            Thread thread = new Thread(relay, "outbox-" + relay.destination());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Lets each relay finish the message it is at; what is left stays stored. */
    @Override
    public synchronized void stop() {
        running = false;
        relays.values().forEach(DestinationRelay::stop);
        long end = System.nanoTime() + LONGEST_LAST_SEND_NANOS;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                if (thread.isAlive()) {
                    log.warn("{} did not stop in time and is interrupted", thread.getName());
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
