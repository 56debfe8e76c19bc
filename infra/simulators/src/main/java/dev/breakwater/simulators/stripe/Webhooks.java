package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Sends events to one URL, signed, until it answers 2xx: waits double from the first to the longest. At most {@value #MOST_PENDING} wait;
 * what comes then is not sent, but counted and still readable as an event. Thread-safe.
 */
final class Webhooks implements AutoCloseable {

    static final int MOST_PENDING = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    private static final int THREADS = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final @Nullable URI url;
    private final WebhookSignature signature;
    private final Clock clock;
    private final RestClient http;
    private final ScheduledThreadPoolExecutor sender;
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    Webhooks(@Nullable URI url, String secret, Clock clock) {
        this.url = url;
        this.clock = clock;
        signature = new WebhookSignature(secret);
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(ANSWER_LIMIT);
        http = RestClient.builder().requestFactory(requests).build();
        sender = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "stripe-webhooks");
            thread.setDaemon(true);
            return thread;
        });
        sender.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // only while closing
        sender.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    boolean enabled() {
        return url != null;
    }

    void send(Event event) {
        URI to = url;
        if (to == null) {
            return;
        }
        if (pending.incrementAndGet() > MOST_PENDING) {
            pending.decrementAndGet();
            dropped.increment();
            return;
        }
        sender.execute(() -> attempt(event, to, FIRST_WAIT));
    }

    private void attempt(Event event, URI to, Duration nextWait) {
        String trouble = null;
        try {
            int status = post(event, to);
            if (status / 100 != 2) {
                trouble = "status " + status;
            }
        } catch (RuntimeException e) {
            trouble = e.toString();
        }
        if (trouble == null) {
            pending.decrementAndGet();
            delivered.increment();
            return;
        }
        failedAttempts.increment();
        log.debug("Webhook {} {} failed: {}; again in {}", event.type(), event.id(), trouble, nextWait);
        Duration doubled = nextWait.multipliedBy(2);
        Duration longer = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        again(() -> attempt(event, to, longer), nextWait);
    }

    private int post(Event event, URI to) {
        byte[] body = Json.bytes(event.json());
        Integer status = http.post()
                .uri(to)
                .contentType(MediaType.APPLICATION_JSON)
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature.of(body, clock.instant()))
                .body(body)
                .exchange((request, response) -> response.getStatusCode().value());
        return status == null ? 0 : status;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // an attempt catches all that it throws
    private void again(Runnable attempt, Duration wait) {
        sender.schedule(attempt, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    ObjectNode json() {
        return Json.object()
                .put("delivered", delivered.sum())
                .put("pending", pending.get())
                .put("failedAttempts", failedAttempts.sum())
                .put("dropped", dropped.sum());
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
