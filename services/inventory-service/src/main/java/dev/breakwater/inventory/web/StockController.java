package dev.breakwater.inventory.web;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.stock.Stock;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

    private final InventoryDatabase database;
    private final Stock stock;
    private final Clock clock;

    StockController(InventoryDatabase database, Stock stock, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.clock = clock;
    }

    record StockAnswer(String sku, long available, Instant asOf) {}

    @GetMapping("/internal/stock/{sku}")
    StockAnswer stock(@PathVariable String sku) {
        Instant asOf = clock.instant(); // before the query: never younger than the number
        OptionalLong available = database.inTransaction(() -> stock.available(sku));
        return new StockAnswer(
                sku,
                available.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "We keep no such product")),
                asOf);
    }
}
