package dev.breakwater.order.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.order.book.StockState;
import dev.breakwater.web.InternalClients;
import dev.breakwater.web.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** inventory-service over HTTP. */
@Component
class InventoryHttpClient {

    private final RestClient http;
    private final ObjectMapper json;

    InventoryHttpClient(InternalClients clients, InventoryService service, ObjectMapper json) {
        this.http = clients.to(service.inventory().toString());
        this.json = json;
    }

    ReservationOutcome reserve(Reservation reservation) {
        return http.put()
                .uri("/internal/reservations/{orderId}", reservation.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Body(reservation.items()))
                .exchangeForRequiredValue((request, response) -> outcome(response));
    }

    private ReservationOutcome outcome(ClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            return new ReservationOutcome.Reserved();
        }
        if (response.getStatusCode().isSameCodeAs(HttpStatus.ACCEPTED)) {
            return new ReservationOutcome.Backordered(StockState.BACKORDERED, null);
        }
        if (response.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            Problem problem = json.readValue(response.getBody(), Problem.class);
            if (ProblemType.INSUFFICIENT_STOCK.uri().toString().equals(problem.type())) {
                return new ReservationOutcome.Insufficient(problem.sku(), problem.available());
            }
        }
        // Any other refusal is a disagreement between us and inventory-service, no answer about stock.
        throw new IOException(
                "inventory-service answered " + response.getStatusCode().value());
    }

    /** Everything that there is, by SKU. */
    Map<String, Integer> stock() {
        StockView view = Objects.requireNonNull(
                http.get().uri("/internal/stock").retrieve().body(StockView.class));
        return Objects.requireNonNull(view.stock()).stream()
                .collect(Collectors.toMap(Available::sku, Available::available, Integer::sum));
    }

    record StockView(@Nullable List<Available> stock) {}

    record Available(String sku, int available) {}

    record Body(List<Reservation.Line> items) {}

    record Problem(
            @Nullable String type,
            @Nullable String sku,
            @Nullable Integer available) {}
}
