package dev.breakwater.warehouse.endpoint;

import org.springframework.web.client.RestClient;

class WarehouseHttpClientTest extends WarehouseContract {

    @Override
    Warehouse warehouse() {
        return new WarehouseHttpClient(
                "north",
                RestClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .defaultHeader("X-Api-Key", simulator.apiKey())
                        .build());
    }
}
