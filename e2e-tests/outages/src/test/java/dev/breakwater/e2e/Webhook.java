package dev.breakwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who takes Alertmanager's webhook, in the place of the incident commander. */
final class Webhook implements AutoCloseable {

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Webhook(HttpServer server) {
        this.server = server;
    }

    static Webhook start() throws IOException {
        Webhook webhook = new Webhook(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        webhook.server.createContext("/", exchange -> {
            webhook.received.add(Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.server.start();
        return webhook;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/alerts");
    }

    /** What it was told of a breaker: {@code firing} and {@code resolved}, in the order in which it came. */
    List<String> told(String alert, String breaker) {
        return received.stream()
                .filter(message -> message.at("/groupLabels/alertname").asText().equals(alert))
                .filter(message -> message.at("/groupLabels/breaker").asText().equals(breaker))
                .map(message -> message.path("status").asText())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
