package dev.breakwater.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway that answers, or is told not to. Remembers what it was asked. */
final class StubService {

    record Seen(String method, String uri, Map<String, String> headers) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final DisposableServer server;
    private volatile boolean hung;
    private volatile boolean breaking;

    StubService() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> answer(request, response))
                .bindNow();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Takes requests and never answers. */
    void hang() {
        hung = true;
    }

    /** Closes the connection after it has read the request. */
    void breakConnections() {
        breaking = true;
    }

    void recover() {
        hung = false;
        breaking = false;
        seen.clear();
    }

    /** Nobody listens any more. */
    void stop() {
        server.disposeNow();
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.requestHeaders()
                .forEach(header -> headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            seen.add(new Seen(request.method().name(), request.uri(), headers));
            if (hung) {
                return Mono.never();
            }
            if (breaking) {
                request.withConnection(DisposableChannel::dispose);
                return Mono.never();
            }
            return response.header("Content-Type", "application/json")
                    .header("X-Degraded", "user-db=sharedCopy")
                    .sendString(Mono.just("{\"bytes\":" + body.length() + "}"))
                    .then();
        });
    }
}
