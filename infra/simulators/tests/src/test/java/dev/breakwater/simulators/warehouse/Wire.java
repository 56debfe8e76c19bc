package dev.breakwater.simulators.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plain HTTP to a warehouse. */
final class Wire {

    static final String TWO_LAMPS = "{\"lines\":[{\"sku\":\"BW-LAMP\",\"quantity\":2}]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WarehouseSimulator warehouse;

    Wire(WarehouseSimulator warehouse) {
        this.warehouse = warehouse;
    }

    HttpResponse<String> allocate(String order, String body) throws IOException, InterruptedException {
        return send(request("/v1/allocations/" + order)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> release(String order) throws IOException, InterruptedException {
        return send(request("/v1/allocations/" + order).DELETE());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(warehouse.baseUrl() + path))
                .timeout(Duration.ofMillis(1_500))
                .setHeader("X-Api-Key", warehouse.apiKey());
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
