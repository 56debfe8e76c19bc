package dev.breakwater.inventory.web;

import dev.breakwater.inventory.database.InventoryDatabase;
import dev.breakwater.inventory.reserving.Oversells;
import dev.breakwater.inventory.reserving.Oversells.Oversell;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OversellController {

    private final InventoryDatabase database;
    private final Oversells oversells;

    OversellController(InventoryDatabase database, Oversells oversells) {
        this.database = database;
        this.oversells = oversells;
    }

    record OversellAnswer(List<Oversell> oversells) {}

    @GetMapping("/internal/oversells")
    OversellAnswer latest(@RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        return new OversellAnswer(database.inTransaction(() -> oversells.latest(limit)));
    }
}
