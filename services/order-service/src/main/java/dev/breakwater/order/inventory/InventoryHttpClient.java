package dev.breakwater.order.inventory;

import dev.breakwater.order.book.StockState;
import dev.breakwater.order.remote.Answers;
import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.order.remote.UnexpectedAnswerException;
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
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** inventory-service over HTTP. */
@Component
class InventoryHttpClient {

    private static final String SERVICE = "inventory-service";

    private final RestClient http;

    InventoryHttpClient(InternalClients clients, InventoryService service) {
        http = clients.to(service.inventory().toString());
    }

    /**
     * What inventory-service says to the reservation.
     *
     * @throws RefusedException when it will not have the request: a disagreement between us and it, no answer about stock
     */
    ReservationOutcome reserve(Reservation reservation) {
        return http.put()
                .uri("/internal/reservations/{orderId}", reservation.orderId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Body(reservation.items()))
                .exchangeForRequiredValue((request, response) -> outcome(response));
    }

    private static ReservationOutcome outcome(ConvertibleClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            Problem problem = Answers.read(SERVICE, response, Problem.class, HttpStatus.CONFLICT);
            if (ProblemType.INSUFFICIENT_STOCK.uri().toString().equals(problem.type())) {
                return new ReservationOutcome.Insufficient(problem.sku(), problem.available());
            }
            throw new RefusedException(SERVICE, response.getStatusCode());
        }
        String state = Answers.read(SERVICE, response, ReservationView.class, HttpStatus.OK, HttpStatus.ACCEPTED)
                .state();
        if ("RESERVED".equals(state) && response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            return new ReservationOutcome.Reserved();
        }
        if ("BACKORDERED".equals(state) && response.getStatusCode().isSameCodeAs(HttpStatus.ACCEPTED)) {
            return new ReservationOutcome.Backordered(StockState.BACKORDERED, null);
        }
        throw new UnexpectedAnswerException(SERVICE, response.getStatusCode().value() + " with another state");
    }

    /** Everything that there is, by SKU. */
    Map<String, Integer> stock() {
        StockView view = http.get()
                .uri("/internal/stock")
                .exchangeForRequiredValue(
                        (request, response) -> Answers.read(SERVICE, response, StockView.class, HttpStatus.OK));
        return Objects.requireNonNull(view.stock()).stream()
                .collect(Collectors.toMap(Available::sku, Available::available, Integer::sum));
    }

    record StockView(@Nullable List<Available> stock) {}

    record Available(String sku, int available) {}

    record ReservationView(@Nullable String state) {}

    record Body(List<Reservation.Line> items) {}

    record Problem(
            @Nullable String type,
            @Nullable String sku,
            @Nullable Integer available) {}
}
