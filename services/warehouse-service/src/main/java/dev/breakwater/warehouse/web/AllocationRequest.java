package dev.breakwater.warehouse.web;

import dev.breakwater.warehouse.endpoint.Line;
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

record AllocationRequest(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Item> lines) {

    record Item(
            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,39}")
            String sku,

            @Min(1) @Max(10_000) long quantity) {}

    /** Each product once. */
    List<Line> toLines() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String sku = lines.get(i).sku();
            if (!seen.add(sku)) {
                throw ProblemException.invalid("lines[" + i + "].sku", sku, null, "is listed twice");
            }
        }
        return lines.stream().map(item -> new Line(item.sku(), item.quantity())).toList();
    }
}
