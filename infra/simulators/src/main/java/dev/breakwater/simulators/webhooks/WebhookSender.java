package dev.breakwater.simulators.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Posts webhooks until they are answered 2xx: waits double from the first to the longest. At most {@value #MOST_PENDING} wait; what comes
 * then is not sent, but counted. Thread-safe.
 */
public final class WebhookSender implements AutoCloseable {

    static final int MOST_PENDING = 10_000;

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final int THREADS = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final RestClient http;
    private final ScheduledThreadPoolExecutor sender;
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /** One attempt to tell something. Nobody compares posts, so the array does no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Post(URI to, Map<String, String> headers, byte[] body) {}

    /** @param provider names the threads */
    public WebhookSender(String provider) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(ANSWER_LIMIT);
        http = RestClient.builder().requestFactory(requests).build();
        sender = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, provider + "-webhooks");
            thread.setDaemon(true);
            return thread;
        });
        sender.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // only while closing
        sender.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Sends at once.
     *
     * @param attempt asked for anew each time, so that a signature is as fresh as its timestamp
     */
    public void send(Supplier<Post> attempt) {
        send(attempt, Duration.ZERO);
    }

    /** Sends after a while. */
    public void send(Supplier<Post> attempt, Duration delay) {
        if (pending.incrementAndGet() > MOST_PENDING) {
            pending.decrementAndGet();
            dropped.increment();
            return;
        }
        later(() -> attempt(attempt, FIRST_WAIT), delay);
    }

    /** Runs something on the sender's threads after a while, unless it is closed by then. */
    @SuppressWarnings("FutureReturnValueIgnored") // an attempt catches all that it throws
    public void later(Runnable work, Duration delay) {
        sender.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(Supplier<Post> attempt, Duration nextWait) {
        String trouble = null;
        try {
            int status = post(attempt.get());
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
        log.debug("A webhook failed: {}; again in {}", trouble, nextWait);
        Duration doubled = nextWait.multipliedBy(2);
        Duration longer = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        later(() -> attempt(attempt, longer), nextWait);
    }

    private int post(Post post) {
        Integer status = http.post()
                .uri(post.to())
                .headers(headers -> post.headers().forEach(headers::set))
                .body(post.body())
                .exchange((request, response) -> response.getStatusCode().value());
        return status == null ? 0 : status;
    }

    /** For the ledger's page. */
    public ObjectNode json() {
        return Json.object()
                .put("delivered", delivered.sum())
                .put("pending", pending.get())
                .put("failedAttempts", failedAttempts.sum())
                .put("dropped", dropped.sum());
    }

    /** What was not yet delivered never will be. */
    @Override
    public void close() {
        sender.shutdownNow();
    }
}
