package dev.breakwater.paymentfallback.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands between a client and a real SQS: passes everything on, or late, or answers as SQS does when it is ill. */
final class SqsFront implements AutoCloseable {

    enum Mood {
        WELL,
        SLOW,
        FAILS
    }

    private static final Logger log = LoggerFactory.getLogger(SqsFront.class);
    private static final Duration SLOWNESS = Duration.ofMillis(450);
    private static final Set<String> NOT_OURS_TO_SET =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "http2-settings");

    /** What the queues were to be made like: the bodies of the requests that made them. */
    final List<String> creations = new CopyOnWriteArrayList<>();

    /** What was to be queued, whatever became of it. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    private final URI behind;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private volatile Mood mood = Mood.WELL;

    SqsFront(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void now(Mood next) {
        mood = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if ("AmazonSQS.CreateQueue".equals(target)) {
            creations.add(new String(body, StandardCharsets.UTF_8));
        } else if ("AmazonSQS.SendMessage".equals(target)) {
            sent.add(new String(body, StandardCharsets.UTF_8));
        }
        switch (mood) {
            case WELL -> pass(exchange, body);
            case SLOW ->
                CompletableFuture.delayedExecutor(SLOWNESS.toMillis(), TimeUnit.MILLISECONDS, threads)
                        .execute(() -> {
                            try {
                                pass(exchange, body);
                            } catch (IOException hungUp) {
                                log.debug("nobody waited for it", hungUp);
                            }
                        });
            case FAILS -> {
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
                answer(exchange, 503, "{\"__type\":\"com.amazonaws.sqs#ServiceUnavailable\"}");
            }
        }
    }

    /** The queues' addresses are told anew, or the client would go round us. */
    private void pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(30))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofString(
                                new String(body, StandardCharsets.UTF_8).replace(endpoint(), behind.toString())));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_OURS_TO_SET.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            answer(exchange, response.statusCode(), response.body().replace(behind.toString(), endpoint()));
        } catch (IOException away) {
            exchange.close();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
