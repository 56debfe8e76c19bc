package dev.breakwater.inventory.web;

import dev.breakwater.inventory.stock.Quantity;
import dev.breakwater.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

record ReservationRequest(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Item> items) {

    record Item(
            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,39}")
            String sku,

            @Min(1) @Max(100) int quantity) {}

    /** The items as quantities, each product once. */
    List<Quantity> quantities() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String sku = items.get(i).sku();
            if (!seen.add(sku)) {
                throw ProblemException.invalid("items[" + i + "].sku", sku, null, "is listed twice");
            }
        }
        return items.stream()
                .map(item -> new Quantity(item.sku(), item.quantity()))
                .toList();
    }

    /** The JSON path of the product, for the answer that names it. */
    String path(String sku) {
        int index = items.stream().map(Item::sku).toList().indexOf(sku);
        return "items[" + index + "].sku";
    }
}
