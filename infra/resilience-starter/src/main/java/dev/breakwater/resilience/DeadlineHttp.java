package dev.breakwater.resilience;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP that ends at the deadline: the whole exchange, a trickling body included, and by closing the socket, so that the calling thread
 * is free again and nothing goes on behind its back. Blocking, thread-safe. Never retries.
 */
public final class DeadlineHttp implements AutoCloseable {

    private static final int CONNECTIONS_PER_ROUTE = 64;
    private static final int CONNECTIONS = 256;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    /** Shorter than servers keep theirs: one that the other side has closed would be held half-closed until somebody needs it. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private static final Duration WITHOUT_DEADLINE = Duration.ofSeconds(10);

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;

    public DeadlineHttp() {
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS_PER_ROUTE)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT_LIMIT))
                                .setValidateAfterInactivity(Timeout.ofSeconds(1))
                                .build())
                        .build())
                .evictIdleConnections(TimeValue.of(IDLE))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deadline-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What came back. Nobody compares answers, so the array does no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    /**
     * Sends the request and reads the whole answer before the current {@link Deadline}, or 10 s where there is none.
     *
     * @throws InterruptedIOException when time ran out: what the other side did is unknown
     */
    public Answer exchange(String method, URI uri, Map<String, List<String>> headers, byte @Nullable [] body)
            throws IOException {
        Deadline deadline = Deadline.current();
        Duration left = deadline == null ? WITHOUT_DEADLINE : deadline.remaining();
        if (left.isNegative() || left.isZero()) {
            throw new InterruptedIOException("no time left to call " + uri.getHost());
        }
        HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
        headers.forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.setHeader(Deadline.HEADER, String.valueOf(Math.max(1, Math.min(60_000, left.toMillis()))));
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, null));
        }
        Timeout limit = Timeout.of(left);
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(limit)
                .setResponseTimeout(limit)
                .build());
        ScheduledFuture<?> abort = timer.schedule(request::cancel, left.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, DeadlineHttp::answer);
        } catch (InterruptedIOException timedOut) {
            throw timedOut;
        } catch (IOException failure) {
            if (request.isCancelled()) {
                InterruptedIOException timedOut =
                        new InterruptedIOException("no answer of " + uri.getHost() + " within " + left);
                timedOut.initCause(failure);
                throw timedOut;
            }
            throw failure;
        } finally {
            abort.cancel(false);
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Answer(response.getCode(), headers, body);
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
