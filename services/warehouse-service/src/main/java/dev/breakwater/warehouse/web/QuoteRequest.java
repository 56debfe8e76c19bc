package dev.breakwater.warehouse.web;

import dev.breakwater.warehouse.carrier.GuardedCarriers.Preference;
import dev.breakwater.warehouse.quoting.Parcel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what shipping costs.
 *
 * @param carrier who is asked first; null for {@code fedex}
 */
record QuoteRequest(
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Item> items,
        @NotNull @Valid Destination destination,
        @Nullable @Pattern(regexp = "fedex|ups") String carrier) {

    record Item(
            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,39}")
            String sku,

            @Min(1) @Max(100) int quantity) {}

    record Destination(
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,

            @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9 -]{1,9}")
            String postcode) {}

    Parcel toParcel() {
        return new Parcel(
                items.stream()
                        .map(item -> new Parcel.Item(item.sku(), item.quantity()))
                        .toList(),
                destination.country(),
                destination.postcode(),
                "ups".equals(carrier) ? Preference.UPS : Preference.FEDEX);
    }
}
