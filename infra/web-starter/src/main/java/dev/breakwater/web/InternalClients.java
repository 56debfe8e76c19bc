package dev.breakwater.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

/**
 * Makes clients for the {@code /internal/**} endpoints of other services. Thread-safe, as are the clients; make one client per
 * service and keep it.
 */
public final class InternalClients {

    private final RestClient.Builder builder;
    private final String token;

    InternalClients(RestClient.Builder builder, String token) {
        this.builder = builder;
        this.token = token;
    }

    /**
     * A client that shows the internal token.
     *
     * @param baseUrl scheme, host and port of the service, such as {@code http://127.0.0.1:8083}
     */
    public RestClient to(String baseUrl) {
        return builder.clone()
                .baseUrl(baseUrl)
                .defaultHeaders(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .build();
    }
}
