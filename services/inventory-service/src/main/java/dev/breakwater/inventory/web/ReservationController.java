package dev.breakwater.inventory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.inventory.reserving.Reservation;
import dev.breakwater.inventory.reserving.Reservation.BackOrdered;
import dev.breakwater.inventory.reserving.Reservation.Basis;
import dev.breakwater.inventory.reserving.Reservation.BeingWorkedOn;
import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.reserving.Reservations;
import dev.breakwater.inventory.warehouse.Warehouses;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/internal/reservations/{orderId}")
class ReservationController {

    private static final String DEGRADED = "X-Degraded";

    private final Reservations reservations;

    ReservationController(Reservations reservations) {
        this.reservations = reservations;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(UUID orderId, String state, @Nullable Basis basis) {}

    @PutMapping
    ResponseEntity<Answer> reserve(@PathVariable UUID orderId, @Valid @RequestBody ReservationRequest request, HttpServletResponse response) {
        Reservation reservation = reservations.reserve(orderId, request.quantities(), true);
        if (reservation instanceof Reserved reserved) {
            if (reserved.basis() == Basis.ESTIMATED && !response.containsHeader(DEGRADED)) {
                // Promised by an earlier request: still an estimate, and still said so.
                response.setHeader(DEGRADED, Warehouses.breaker(reserved.warehouse()) + "=estimatedStock");
            }
            return ResponseEntity.ok(new Answer(orderId, "RESERVED", reserved.basis()));
        }
        if (reservation instanceof BackOrdered) {
            return ResponseEntity.accepted().body(new Answer(orderId, "BACKORDERED", null));
        }
        if (reservation instanceof Insufficient lack) {
            throw new ProblemException(
                    ProblemType.INSUFFICIENT_STOCK,
                    "Only " + lack.available() + " of " + lack.sku() + " left",
                    Map.of("sku", lack.sku(), "available", lack.available()));
        }
        if (reservation instanceof UnknownProduct unknown) {
            throw ProblemException.invalid(
                    request.path(unknown.sku()), unknown.sku(), null, "is not a product that we keep");
        }
        if (reservation instanceof BeingWorkedOn) {
            throw new ProblemException(
                            ProblemType.DEPENDENCY_UNAVAILABLE,
                            "Another request is asking the warehouses for this order")
                    .retryAfter(Duration.ofSeconds(1));
        }
        throw reservation instanceof OtherItems
                ? conflict("The order holds other items", "RESERVED")
                : conflict("The order's stock was released; it cannot be reserved again", "RELEASED");
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID orderId) {
        reservations.release(orderId);
    }

    private static ProblemException conflict(String detail, String state) {
        return new ProblemException(ProblemType.RESERVATION_CONFLICT, detail, Map.of("state", state));
    }
}
