package dev.breakwater.warehouse.endpoint;

import java.net.http.HttpClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

class WarehouseHttpClientTest extends WarehouseContract {

    @Override
    Warehouse warehouse() {
        return new WarehouseHttpClient(
                "north",
                // a client that repeats nothing unasked, as the starter's does not
                RestClient.builder()
                        .requestFactory(new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .build()))
                        .baseUrl(simulator.baseUrl())
                        .defaultHeader("X-Api-Key", simulator.apiKey())
                        .build());
    }
}
