package dev.breakwater.notification.draining;

import dev.breakwater.notification.delivery.Pauses;
import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Drains on a thread of its own, from when the service is up until it stops; a round under way is waited for. */
@Component
@EnableConfigurationProperties(DrainProperties.class)
class DrainLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DrainLoop.class);

    private final MailDrain drain;
    private final Pauses pauses;
    private final Duration retry;
    private volatile boolean running;
    private @Nullable Thread thread;

    DrainLoop(MailDrain drain, Pauses pauses, DrainProperties properties, Speed speed) {
        this.drain = drain;
        this.pauses = pauses;
        this.retry = speed.divide(properties.retry());
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = new Thread(this::run, "mail-drain");
        thread.start();
    }

    private void run() {
        boolean goOn = true;
        while (goOn && running) {
            goOn = pauses.pause(turn());
        }
    }

    private Duration turn() {
        try {
            return drain.round();
        } catch (RuntimeException trouble) {
            log.warn("mail-drain: {}; next try in {} ms", trouble.toString(), retry.toMillis());
            return retry;
        }
    }

    /** The pause between two rounds ends by itself when the context closes. */
    @Override
    public synchronized void stop() {
        running = false;
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
        return running;
    }
}
