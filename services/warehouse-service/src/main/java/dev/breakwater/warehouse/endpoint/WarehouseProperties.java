package dev.breakwater.warehouse.endpoint;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The warehouses.
 *
 * @param apiKey what they expect as {@code X-Api-Key}; no default
 * @param endpoints base URL of each, by its id
 * @param checkEvery wait between two looks at how a warehouse is; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.warehouses")
record WarehouseProperties(
        @NotBlank(message = "must be set: environment variable WAREHOUSE_API_KEY")
        String apiKey,

        @NotEmpty Map<String, @NotNull URI> endpoints,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 1)
        Duration checkEvery) {

    @Override
    public String toString() {
        return "WarehouseProperties[endpoints=" + endpoints + "]";
    }
}
