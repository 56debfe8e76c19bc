package dev.breakwater.order.inventory;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where stock is kept.
 *
 * @param inventory base URL of inventory-service
 */
@Validated
@ConfigurationProperties("breakwater.services")
record InventoryService(@NotNull URI inventory) {}
