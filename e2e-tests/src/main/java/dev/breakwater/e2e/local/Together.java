package dev.breakwater.e2e.local;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts things side by side, no more at once than the machine bears. */
final class Together implements AutoCloseable {

    private final ExecutorService threads;

    Together(int atOnce) {
        threads = Executors.newFixedThreadPool(atOnce, work -> {
            Thread thread = new Thread(work, "start");
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> Future<T> begin(Callable<T> start) {
        return threads.submit(start);
    }

    /**
     * Waits for one start.
     *
     * @throws IllegalStateException if it failed, saying why
     */
    static <T> T end(Future<T> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
