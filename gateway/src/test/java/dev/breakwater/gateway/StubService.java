package dev.breakwater.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway that answers, or is told not to. Remembers what it was asked. */
final class StubService {

    record Seen(String method, String uri, Map<String, String> headers) {}

    /** What it does with a request. */
    enum Mode {
        ANSWERS,
        /** Takes requests and never answers. */
        HANGS,
        /** Answers after longer than the policy calls slow, but within the time limit. */
        SLOW,
        /** Closes the connection after it has read the request. */
        BREAKS,
        /** Does so with the first request alone. */
        BREAKS_ONCE,
        /** Sends the head of an answer and half of its body, then closes the connection. */
        BREAKS_OFF,
        /** Sends the head of an answer and half of its body, then nothing more. */
        STALLS,
        /** Answers 500. */
        FAILS,
        /** Answers 503 with a problem of its own, as a service does whose database is away. */
        TELLS_OF_ITS_DEPENDENCY,
        /** Answers 429. */
        SLOWS_DOWN,
        /** Answers with {@link #MUCH} characters. */
        ANSWERS_MUCH,
        /** Answers with more than the gateway takes. */
        ANSWERS_TOO_MUCH
    }

    static final Duration SLOWNESS = Duration.ofMillis(750);
    static final int MUCH = 1_000_000;
    private static final String WHOLE = "{\"half\":\"" + "a".repeat(100) + "\"}";

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    /** Those open, idle ones included; a {@link Connection} of an HTTP server lives for a request only. */
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    final AtomicInteger hungUp = new AtomicInteger();
    private volatile DisposableServer server;
    private final int port;
    private volatile Mode mode = Mode.ANSWERS;

    StubService() {
        server = listen(0);
        port = server.port();
    }

    private DisposableServer listen(int where) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(where)
                .doOnChannelInit((observer, channel, from) -> {
                    channels.add(channel);
                    channel.closeFuture().addListener(closed -> channels.remove(channel));
                })
                .doOnConnection(connection -> connection.onDispose(hungUp::incrementAndGet))
                .handle((request, response) -> answer(request, response))
                .bindNow();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void now(Mode next) {
        mode = next;
    }

    void hang() {
        now(Mode.HANGS);
    }

    void breakConnections() {
        now(Mode.BREAKS);
    }

    /** Answers again, on the same port, and has forgotten everything. */
    void recover() {
        if (server.isDisposed()) {
            server = listen(port);
        }
        now(Mode.ANSWERS);
        seen.clear();
        hungUp.set(0);
    }

    /** Nobody listens any more, and what was connected is cut off. */
    void stop() {
        server.disposeNow();
        channels.forEach(channel -> channel.close().syncUninterruptibly());
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            seen.add(new Seen(request.method().name(), request.uri(), headers));
            return switch (mode) {
                case ANSWERS -> whole(response, 200, "application/json", "{\"bytes\":" + body.length() + "}");
                case HANGS -> Mono.never();
                case SLOW ->
                    Mono.delay(SLOWNESS)
                            .then(Mono.defer(() -> whole(response, 200, "application/json", "{\"slow\":true}")));
                case BREAKS -> hungUpOn(request);
                case BREAKS_ONCE ->
                    seen.size() == 1 ? hungUpOn(request) : whole(response, 200, "application/json", "{\"late\":true}");
                case BREAKS_OFF -> half(request).then(Mono.defer(() -> hungUpOn(request)));
                case STALLS -> half(request).then(Mono.never());
                case FAILS -> whole(response, 500, "application/problem+json", "{\"status\":500}");
                case TELLS_OF_ITS_DEPENDENCY ->
                    whole(response.header("Retry-After", "7"), 503, "application/problem+json", "{\"status\":503}");
                case SLOWS_DOWN -> whole(response, 429, "application/problem+json", "{\"status\":429}");
                case ANSWERS_MUCH -> whole(response, 200, "application/json", "a".repeat(MUCH));
                case ANSWERS_TOO_MUCH -> whole(response, 200, "application/json", "a".repeat(2 * MUCH));
            };
        });
    }

    /** Without an end, at which the server would answer by itself: its own answer has filled up the half that was sent. */
    private static Mono<Void> hungUpOn(HttpServerRequest request) {
        request.withConnection(DisposableChannel::dispose);
        return Mono.never();
    }

    private static Mono<Void> whole(HttpServerResponse response, int status, String type, String body) {
        return response.status(status)
                .header("Content-Type", type)
                .header("X-Degraded", "user-db=sharedCopy")
                .sendString(Mono.just(body))
                .then();
    }

    /** By the bytes, since the server itself would not send less than it announces. */
    private static Mono<Void> half(HttpServerRequest request) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Half: yes\r\nContent-Length: "
                + WHOLE.length() + "\r\n\r\n";
        byte[] bytes = (head + WHOLE.substring(0, WHOLE.length() / 2)).getBytes(StandardCharsets.US_ASCII);
        Sinks.Empty<Void> sent = Sinks.empty();
        request.withConnection(connection -> connection
                .channel()
                .pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes))
                .addListener(done -> sent.tryEmitEmpty()));
        return sent.asMono();
    }
}
