package dev.breakwater.warehouse.carrier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What shipping costs the customer when no carrier can be asked.
 *
 * @param zones by name; a country is in one at most
 */
@Validated
@ConfigurationProperties("breakwater.standard-rates")
record StandardRateProperties(@NotEmpty Map<String, @NotNull @Valid Zone> zones) {

    StandardRateProperties {
        Set<String> seen = new HashSet<>();
        for (Zone zone : zones.values()) {
            for (String country : zone.countries()) {
                if (!seen.add(country)) {
                    throw new IllegalArgumentException("breakwater.standard-rates has " + country + " in two zones");
                }
            }
        }
    }

    /**
     * One price list.
     *
     * @param countries ISO 3166-1 alpha-2
     * @param baseMinor for any shipment, in euro cents, 0 to 100,000
     * @param perKilogramMinor for each begun kilogram, in euro cents, 0 to 100,000
     * @param capMinor the most that a customer ever pays by this table, in euro cents, at least the base
     */
    record Zone(
            @NotEmpty List<@Pattern(regexp = "[A-Z]{2}") String> countries,
            @Min(0) @Max(100_000) long baseMinor,
            @Min(0) @Max(100_000) long perKilogramMinor,
            @Min(0) @Max(10_000_000) long capMinor) {

        Zone {
            if (capMinor < baseMinor) {
                throw new IllegalArgumentException(
                        "breakwater.standard-rates: cap-minor " + capMinor + " is below base-minor " + baseMinor);
            }
        }
    }
}
