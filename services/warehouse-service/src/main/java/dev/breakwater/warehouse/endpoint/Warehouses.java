package dev.breakwater.warehouse.endpoint;

import dev.breakwater.resilience.Guards;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** All warehouses there are. Thread-safe. */
@Component
public class Warehouses {

    private final Map<String, Warehouse> byId = new TreeMap<>();

    Warehouses(WarehouseProperties properties, RestClient.Builder clients, Guards guards) {
        properties.endpoints().forEach((id, url) -> {
            RestClient http = clients.clone()
                    .baseUrl(url.toString())
                    .defaultHeader("X-Api-Key", properties.apiKey())
                    .build();
            byId.put(id, new GuardedWarehouse(guards, new WarehouseHttpClient(id, http)));
        });
    }

    /** Empty if there is none of that id. */
    public Optional<Warehouse> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Sorted by id. */
    public List<Warehouse> all() {
        return List.copyOf(byId.values());
    }
}
