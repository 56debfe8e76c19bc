package dev.breakwater.paymentfallback.draining;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs a round again and again on a thread of its own, until it is stopped between two of them. */
final class Loop implements SmartLifecycle {

    /** One turn of the work. */
    interface Round {
        /** Returns how long to pause before the next. */
        Duration run();
    }

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Round round;
    private final Duration pauseAfterTrouble;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;

    Loop(String name, Round round, Duration pauseAfterTrouble) {
        this.name = name;
        this.round = round;
        this.pauseAfterTrouble = pauseAfterTrouble;
    }

    @Override
    public synchronized void start() {
        CountDownLatch latch = new CountDownLatch(1);
        stopped = latch;
        thread = new Thread(() -> run(latch), name);
        thread.start();
    }

    /** Waits for the round under way: it is bounded by the time limits of its calls. */
    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run(CountDownLatch latch) {
        try {
            while (!latch.await(turn().toMillis(), TimeUnit.MILLISECONDS)) {
                // the pause between two rounds is the wait itself
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration turn() {
        try {
            return round.run();
        } catch (RuntimeException trouble) {
            log.warn("{}: {}; next try in {} ms", name, trouble.toString(), pauseAfterTrouble.toMillis());
            return pauseAfterTrouble;
        }
    }
}
