package dev.breakwater.order.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.web.InternalClients;
import dev.breakwater.web.ProblemType;
import java.io.IOException;
import java.util.List;
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

    record Body(List<Reservation.Line> items) {}

    record Problem(
            @Nullable String type,
            @Nullable String sku,
            @Nullable Integer available) {}
}
