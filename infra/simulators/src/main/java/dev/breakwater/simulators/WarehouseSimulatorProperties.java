package dev.breakwater.simulators;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The simulated warehouses.
 *
 * @param apiKey that callers must send, 8 characters at least; without one no warehouse is started
 * @param ports by the warehouse's name
 */
@ConfigurationProperties("simulators.warehouse")
record WarehouseSimulatorProperties(@DefaultValue("") String apiKey, Map<String, Integer> ports) {}
