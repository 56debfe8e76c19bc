package dev.breakwater.inventory.warehouse;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the warehouses are asked.
 *
 * @param warehouse base URL of warehouse-service; it need not be there when we start
 */
@Validated
@ConfigurationProperties("breakwater.services")
record WarehouseProperties(@NotNull URI warehouse) {}
