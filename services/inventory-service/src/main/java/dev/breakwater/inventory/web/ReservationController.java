package dev.breakwater.inventory.web;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.reserving.Reservation;
import dev.breakwater.inventory.reserving.Reservation.Insufficient;
import dev.breakwater.inventory.reserving.Reservation.OtherItems;
import dev.breakwater.inventory.reserving.Reservation.Reserved;
import dev.breakwater.inventory.reserving.Reservation.UnknownProduct;
import dev.breakwater.inventory.reserving.Reservations;
import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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

    private final InventoryDatabase database;
    private final Reservations reservations;

    ReservationController(InventoryDatabase database, Reservations reservations) {
        this.database = database;
        this.reservations = reservations;
    }

    record Answer(UUID orderId, String state) {}

    @PutMapping
    Answer reserve(@PathVariable UUID orderId, @Valid @RequestBody ReservationRequest request) {
        List<Quantity> items = request.quantities();
        Reservation reservation = database.inTransaction(() -> reservations.reserve(orderId, items));
        if (reservation instanceof Reserved) {
            return new Answer(orderId, "RESERVED");
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
        throw reservation instanceof OtherItems
                ? conflict("The order holds other items", "RESERVED")
                : conflict("The order's stock was released; it cannot be reserved again", "RELEASED");
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID orderId) {
        database.inTransaction(() -> {
            reservations.release(orderId);
            return orderId;
        });
    }

    private static ProblemException conflict(String detail, String state) {
        return new ProblemException(ProblemType.RESERVATION_CONFLICT, detail, Map.of("state", state));
    }
}
