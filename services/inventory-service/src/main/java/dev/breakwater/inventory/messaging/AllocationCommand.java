package dev.breakwater.inventory.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * A message on the topic {@code warehouse.allocations}: what a warehouse must still be told of an order.
 *
 * @param lines what was promised of it, for people who read the topic; the book decides
 */
public record AllocationCommand(
        @NotNull UUID messageId,
        @NotNull Type type,
        @NotNull UUID orderId,
        @NotNull @Pattern(regexp = "north|south|east") String warehouse,
        @NotNull @Size(max = 20) List<@NotNull @Valid Line> lines) {

    public enum Type {
        ALLOCATE,
        RELEASE
    }

    public record Line(
            @NotNull @Size(max = 40) String sku,
            @Min(1) @Max(1_000_000) long quantity) {}
}
