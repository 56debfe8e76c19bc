package dev.breakwater.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A destination that remembers what it was sent, by how many at once, and that can be told to fail. */
final class Ledger implements OutboxChannel {

    private final String destination;
    private final List<OutboxMessage> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable Exception failure;

    Ledger(String destination) {
        this.destination = destination;
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public void send(OutboxMessage message) throws Exception {
        attempts.incrementAndGet();
        mostAtOnce.accumulateAndGet(sending.incrementAndGet(), Math::max);
        try {
            Exception now = failure;
            if (now != null) {
                throw now;
            }
            received.add(message);
        } finally {
            sending.decrementAndGet();
        }
    }

    void failWith(@Nullable Exception now) {
        failure = now;
    }

    /** As if it were new. */
    void forget() {
        failure = null;
        received.clear();
        attempts.set(0);
        mostAtOnce.set(0);
    }

    List<OutboxMessage> received() {
        return received;
    }

    List<String> payloads() {
        return received.stream().map(OutboxMessage::payload).toList();
    }

    int attempts() {
        return attempts.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }
}
