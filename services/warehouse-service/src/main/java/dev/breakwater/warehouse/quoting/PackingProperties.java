package dev.breakwater.warehouse.quoting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What things weigh.
 *
 * @param productGrams weight of one piece, by product; what is not here cannot be shipped
 * @param packageGrams the most that one package may weigh
 * @param shipmentGrams the most that one shipment may weigh
 */
@Validated
@ConfigurationProperties("breakwater.packing")
record PackingProperties(
        @NotEmpty Map<String, @Min(1) @Max(30_000) Long> productGrams,
        @Min(30_000) @Max(68_000) long packageGrams,
        @Min(30_000) @Max(1_000_000) long shipmentGrams) {}
