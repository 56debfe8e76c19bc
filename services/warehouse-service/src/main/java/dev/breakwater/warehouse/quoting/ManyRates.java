package dev.breakwater.warehouse.quoting;

import dev.breakwater.resilience.Deadline;
import dev.breakwater.warehouse.carrier.GuardedCarriers;
import dev.breakwater.warehouse.carrier.Rate;
import dev.breakwater.warehouse.quoting.QuoteShipping.Wish;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Prices many shipments side by side, eight at a time for the whole service. Every task has the deadline of its request, so none outlives
 * it; what has not had its turn by then gets the standard rate, which takes no time. Thread-safe.
 */
@Component
class ManyRates {

    private static final int AT_ONCE = 8;
    /** Kept for signing and sending. */
    private static final Duration MARGIN = Duration.ofMillis(200);

    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "bulk-rates");
        thread.setDaemon(true);
        return thread;
    });
    private final GuardedCarriers carriers;

    ManyRates(GuardedCarriers carriers) {
        this.carriers = carriers;
    }

    /** In the order of the wishes. Needs a current deadline. */
    List<Rate> rates(List<Wish> wishes) {
        Deadline deadline = Objects.requireNonNull(Deadline.current());
        List<Future<Rate>> asked = new ArrayList<>();
        for (Wish wish : wishes) {
            asked.add(workers.submit(() -> Deadline.within(left(deadline), () -> rate(wish))));
        }
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            rates.add(inTime(asked.get(i), wishes.get(i), deadline));
        }
        return rates;
    }

    private Rate rate(Wish wish) {
        return carriers.rate(wish.shipment(), wish.parcel().preference());
    }

    private Rate inTime(Future<Rate> asked, Wish wish, Deadline deadline) {
        try {
            return asked.get(Math.max(0, left(deadline).toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            asked.cancel(false); // never begun, or about to end by itself
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("pricing failed", broken.getCause());
        }
        return carriers.standardRate(wish.shipment(), wish.parcel().preference());
    }

    private static Duration left(Deadline deadline) {
        return deadline.remaining().minus(MARGIN);
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
