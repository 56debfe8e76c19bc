package dev.breakwater.warehouse.web;

import dev.breakwater.warehouse.endpoint.Allocation;
import dev.breakwater.warehouse.endpoint.StockLevel;
import dev.breakwater.warehouse.endpoint.Warehouse;
import dev.breakwater.warehouse.endpoint.WarehouseChecks;
import dev.breakwater.warehouse.endpoint.WarehouseState;
import dev.breakwater.warehouse.endpoint.Warehouses;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One API for all warehouses. */
@RestController
@RequestMapping("/internal/warehouses")
class WarehouseController {

    private final Warehouses warehouses;
    private final WarehouseChecks checks;
    private final Clock clock;

    WarehouseController(Warehouses warehouses, WarehouseChecks checks, Clock clock) {
        this.warehouses = warehouses;
        this.checks = checks;
        this.clock = clock;
    }

    record States(List<WarehouseState> warehouses) {}

    record Stock(String warehouse, Instant asOf, List<StockLevel> stock) {}

    record Answer(String status) {}

    @GetMapping
    States states() {
        return new States(checks.states());
    }

    @GetMapping("/{id}/stock")
    Stock stock(@PathVariable String id) {
        Instant asOf = clock.instant(); // before the question: never younger than the numbers
        return new Stock(id, asOf, warehouse(id).stock());
    }

    @PutMapping("/{id}/allocations/{orderId}")
    Answer allocate(
            @PathVariable String id, @PathVariable UUID orderId, @Valid @RequestBody AllocationRequest request) {
        Allocation allocation = warehouse(id).allocate(orderId, request.toLines());
        if (allocation instanceof Allocation.TooFew lack) {
            throw new ProblemException(
                    ProblemType.INSUFFICIENT_STOCK,
                    "Only " + lack.available() + " of " + lack.sku() + " left in " + id,
                    Map.of("sku", lack.sku(), "available", lack.available()));
        }
        if (allocation instanceof Allocation.OtherLines) {
            throw new ProblemException(ProblemType.RESERVATION_CONFLICT, "The order holds other lines in " + id);
        }
        return new Answer(allocation instanceof Allocation.Released ? "RELEASED" : "ALLOCATED");
    }

    @DeleteMapping("/{id}/allocations/{orderId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String id, @PathVariable UUID orderId) {
        warehouse(id).release(orderId);
    }

    private Warehouse warehouse(String id) {
        return warehouses
                .find(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such warehouse"));
    }
}
