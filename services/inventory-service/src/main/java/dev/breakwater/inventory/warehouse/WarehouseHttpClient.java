package dev.breakwater.inventory.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Allocated;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.Never;
import dev.breakwater.inventory.warehouse.WarehouseAnswer.TooFew;
import dev.breakwater.web.InternalClients;
import dev.breakwater.web.ProblemType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** warehouse-service over HTTP. Every call is idempotent by the order. What is no answer about stock is an {@link IOException}. */
@Component
class WarehouseHttpClient {

    private final RestClient http;
    private final ObjectMapper json;

    WarehouseHttpClient(InternalClients clients, WarehouseProperties services, ObjectMapper json) {
        this.http = clients.to(services.warehouse().toString());
        this.json = json;
    }

    WarehouseAnswer allocate(String warehouse, UUID orderId, List<Quantity> items) {
        List<Line> lines =
                items.stream().map(item -> new Line(item.sku(), item.pieces())).toList();
        return http.put()
                .uri("/internal/warehouses/{id}/allocations/{order}", warehouse, orderId)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Lines(lines))
                .exchangeForRequiredValue((request, response) -> answer(response));
    }

    /** Also right for an order that the warehouse has never heard of: the allocation that comes too late finds it released. */
    boolean release(String warehouse, UUID orderId) {
        return http.delete()
                .uri("/internal/warehouses/{id}/allocations/{order}", warehouse, orderId)
                .exchangeForRequiredValue((request, response) -> {
                    if (!response.getStatusCode().isSameCodeAs(HttpStatus.NO_CONTENT)) {
                        throw unexpected(response);
                    }
                    return true;
                });
    }

    Map<String, Long> stock(String warehouse) {
        return http.get()
                .uri("/internal/warehouses/{id}/stock", warehouse)
                .exchangeForRequiredValue((request, response) -> {
                    if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                        throw unexpected(response);
                    }
                    return available(json.readValue(response.getBody(), Stock.class));
                });
    }

    private WarehouseAnswer answer(ClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            String status = json.readValue(response.getBody(), Status.class).status();
            if ("ALLOCATED".equals(status)) {
                return new Allocated();
            }
            if ("RELEASED".equals(status)) {
                return new Never("released before");
            }
        } else if (response.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            Problem problem = json.readValue(response.getBody(), Problem.class);
            if (isA(ProblemType.INSUFFICIENT_STOCK, problem) && problem.sku() != null && problem.available() != null) {
                return new TooFew(problem.sku(), problem.available());
            }
            if (isA(ProblemType.RESERVATION_CONFLICT, problem)) {
                return new Never("holds other lines");
            }
        }
        throw unexpected(response);
    }

    private static boolean isA(ProblemType type, Problem problem) {
        return type.uri().toString().equals(problem.type());
    }

    private static Map<String, Long> available(Stock stock) throws IOException {
        if (stock.stock() == null) {
            throw new IOException("warehouse-service answered a stock without products");
        }
        Map<String, Long> available = new HashMap<>();
        stock.stock().forEach(line -> available.put(line.sku(), line.available()));
        return available;
    }

    private static IOException unexpected(ClientHttpResponse response) throws IOException {
        return new IOException(
                "warehouse-service answered " + response.getStatusCode().value());
    }

    record Lines(List<Line> lines) {}

    record Line(String sku, long quantity) {}

    record Status(@Nullable String status) {}

    record Problem(
            @Nullable String type,
            @Nullable String sku,
            @Nullable Long available) {}

    record Stock(@Nullable List<Available> stock) {}

    record Available(String sku, long available) {}
}
