package dev.breakwater.inventory.commands;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.breakwater.inventory.stock.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on the topic {@code inventory.commands}.
 *
 * @param items needed for RESERVE, ignored for RELEASE
 */
record InventoryCommand(
        @NotNull UUID messageId,
        @NotNull Type type,
        @NotNull UUID orderId,
        @Size(max = 20) @Nullable List<@NotNull @Valid Item> items) {

    enum Type {
        RESERVE,
        RELEASE
    }

    record Item(
            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,39}")
            String sku,

            @JsonProperty(required = true) @Min(1) @Max(100) int quantity) {}

    @AssertTrue(message = "items must be given, each product once")
    boolean isComplete() {
        return type != Type.RESERVE
                || (items != null
                        && !items.isEmpty()
                        && items.stream().map(Item::sku).distinct().count() == items.size());
    }

    List<Quantity> quantities() {
        return items == null
                ? List.of()
                : items.stream()
                        .map(item -> new Quantity(item.sku(), item.quantity()))
                        .toList();
    }
}
