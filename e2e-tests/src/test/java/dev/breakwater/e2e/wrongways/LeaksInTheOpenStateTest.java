package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.e2e.wrongways.Dependency.Mood;
import dev.breakwater.resilience.GuardedCall;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A provider hangs, and the breaker opens after twenty calls: what is left of them? The right way is the time limit that every service has: it
 * closes the socket ({@code DeadlineHttp}), and the calling thread goes on. The wrong one is the recipe that is found everywhere: a future, a
 * {@code get} with a timeout, and a client behind it that waits for ever.
 */
class LeaksInTheOpenStateTest {

    private static final int LIMIT_MS = 50;
    private static final int REJECTED = 30;

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private GuardedService shop;
    private int hung;

    @BeforeEach
    void start() {
        shop = GuardedService.calling(
                List.of("wrong", "right"),
                "resilience4j.timelimiter.instances.right.timeout-duration=" + LIMIT_MS + "ms",
                "resilience4j.circuitbreaker.instances.right.slow-call-duration-threshold=" + LIMIT_MS / 2 + "ms");
        hung = shop.breaker("right").getCircuitBreakerConfig().getMinimumNumberOfCalls();
    }

    @AfterEach
    void stop() {
        shop.close();
        pool.shutdownNow();
    }

    @Test
    void whatIsAbandonedIsStillThereWhenWhatWasEndedHasGone() throws Exception {
        try (Dependency one = new Dependency(Mood.HANGS);
                Dependency other = new Dependency(Mood.HANGS)) {
            List<WeakReference<Order>> wrong = place(shop.guarded("wrong")
                    .call((Order order) ->
                            pool.submit(() -> askForEver(one, order)).get(LIMIT_MS, TimeUnit.MILLISECONDS))
                    .orElse("queuePayment", (order, why) -> "queued"));
            List<WeakReference<Order>> right = place(shop.guarded("right")
                    .call((Order order) -> askUntilTheDeadline(other, order))
                    .orElse("queuePayment", (order, why) -> "queued"));

            await().untilAsserted(() ->
                    assertThat(kept("askUntilTheDeadline", other, right)).isEqualTo(new Kept(0, 0, 0)));
            await().untilAsserted(
                            () -> assertThat(kept("askForEver", one, wrong)).isEqualTo(new Kept(hung, hung, hung)));
        }
    }

    private String askForEver(Dependency provider, Order order) throws IOException {
        try (InputStream answer = provider.uri("/" + order.number()).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String askUntilTheDeadline(Dependency provider, Order order) {
        return shop.get(provider.uri("/" + order.number()));
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares orders
    private record Order(int number, byte[] basket) {}

    /** As many as open the breaker, and more, which are rejected and must leave nothing in any case. */
    private List<WeakReference<Order>> place(GuardedCall<Order, String> charge) {
        List<WeakReference<Order>> placed = new ArrayList<>();
        for (int number = 0; number < hung + REJECTED; number++) {
            Order order = new Order(number, new byte[10_000]);
            placed.add(new WeakReference<>(order));
            assertThat(charge.with(order)).isEqualTo("queued");
        }
        return placed;
    }

    /** What is still there of the calls: threads inside them, sockets at the provider, orders in memory. */
    private record Kept(long threads, int sockets, long orders) {}

    @SuppressWarnings("SystemGarbageCollection")
    private static Kept kept(String call, Dependency provider, List<WeakReference<Order>> orders) {
        System.gc();
        long threads = Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
                .filter(thread -> Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals(call)))
                .count();
        long reachable = orders.stream().filter(order -> order.get() != null).count();
        return new Kept(threads, provider.open(), reachable);
    }
}
