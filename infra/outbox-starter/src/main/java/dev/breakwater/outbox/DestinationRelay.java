package dev.breakwater.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Publishes one destination's messages in their order. While it publishes a batch it holds the lock of the destination's lease
 * row, so a relay that dies loses the lead with its connection, and one that is only slow does not.
 */
final class DestinationRelay implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DestinationRelay.class);

    private enum Turn {
        DONE,
        MORE,
        CONTENDED
    }

    private final OutboxChannel channel;
    private final OutboxStore store;
    private final TransactionOperations transactions;
    private final Pauses pauses;
    private final int batch;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicLong pending = new AtomicLong();

    private volatile boolean stopping;
    private boolean leaseExists;
    private int failures;

    DestinationRelay(
            OutboxChannel channel, OutboxStore store, TransactionOperations transactions, Pauses pauses, int batch) {
        this.channel = channel;
        this.store = store;
        this.transactions = transactions;
        this.pauses = pauses;
        this.batch = batch;
    }

    String destination() {
        return channel.destination();
    }

    long pending() {
        return pending.get();
    }

    void wakeUp() {
        signal.release();
    }

    /** Before each start: a relay may be stopped and started again. */
    void begin() {
        stopping = false;
    }

    void stop() {
        stopping = true;
        wakeUp();
    }

    @Override
    public void run() {
        try {
            int contended = 0;
            while (!stopping) {
                Turn turn = turn();
                contended = turn == Turn.CONTENDED ? contended + 1 : 0;
                if (turn == Turn.DONE) {
                    awaitWork(pauses.whenIdle());
                } else if (turn == Turn.CONTENDED) {
                    rest(pauses.whenContended(contended));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Catches everything: whatever the database or the channel throws, tomorrow's messages still have to leave. */
    private Turn turn() throws InterruptedException {
        try {
            Turn turn = publishBatch();
            pending.set(store.pending(destination()));
            if (failures > 0 && turn != Turn.CONTENDED) {
                log.info("Publishing to {} again after {} failures, {} pending", destination(), failures, pending());
                failures = 0;
            }
            return turn;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception failure) {
            failures++;
            Duration pause = pauses.whenFailed(failures);
            log.warn(
                    "Publishing to {} failed {} in a row, next try in {} ms: {}",
                    destination(),
                    failures,
                    pause.toMillis(),
                    failure.toString());
            rest(pause);
            return Turn.MORE;
        }
    }

    private Turn publishBatch() throws Exception {
        if (!leaseExists) {
            store.ensureLease(destination());
            leaseExists = true;
        }
        Batch result = transactions.execute(status -> publishAsLeader());
        if (result == null || !result.led()) {
            return Turn.CONTENDED;
        }
        if (result.failure() != null) {
            throw result.failure();
        }
        return result.published() == batch ? Turn.MORE : Turn.DONE;
    }

    /** A failure is returned, not thrown, so that the rows of what was published before it are deleted. */
    private Batch publishAsLeader() {
        if (!store.lead(destination())) {
            return new Batch(false, 0, null);
        }
        List<UUID> published = new ArrayList<>();
        Exception failure = publishInOrder(store.oldest(destination(), batch), published);
        if (!published.isEmpty()) {
            store.delete(published);
        }
        return new Batch(true, published.size(), failure);
    }

    private @Nullable Exception publishInOrder(List<OutboxMessage> messages, List<UUID> published) {
        for (OutboxMessage message : messages) {
            if (stopping) {
                return null;
            }
            try {
                channel.send(message);
                published.add(message.id());
            } catch (Exception failure) {
                pending.set(Math.max(pending.get(), (long) messages.size() - published.size()));
                return failure;
            }
        }
        return null;
    }

    private void awaitWork(Duration atMost) throws InterruptedException {
        if (signal.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            signal.drainPermits();
        }
    }

    /** Not cut short by new messages, or a busy service would hammer a broken broker; only by {@link #stop}. */
    private void rest(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !stopping; left = end - System.nanoTime()) {
            if (signal.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                signal.drainPermits();
            }
        }
    }

    private record Batch(
            boolean led, int published, @Nullable Exception failure) {}
}
