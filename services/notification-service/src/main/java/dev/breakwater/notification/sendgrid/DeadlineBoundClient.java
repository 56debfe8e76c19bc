package dev.breakwater.notification.sendgrid;

import com.sendgrid.Client;
import com.sendgrid.Request;
import com.sendgrid.Response;
import java.nio.charset.StandardCharsets;
import org.apache.http.impl.client.HttpClients;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.RestClient;

/**
 * Carries the SendGrid library's requests over our own HTTP client. The library's own has no time limit at all by default and
 * none for an answer that trickles; this one ends the exchange at the deadline, whatever the socket does. Thread-safe.
 */
final class DeadlineBoundClient extends Client {

    private final RestClient http;

    /**
     * A client for one base address.
     *
     * @param http with SendGrid's scheme, host and port as its base; the library's own idea of the host is ignored
     */
    DeadlineBoundClient(RestClient http) {
        super(HttpClients.createMinimal()); // never used; the library insists on having one
        this.http = http;
    }

    @Override
    public Response api(Request request) {
        return http.method(HttpMethod.valueOf(request.getMethod().name()))
                .uri(request.getEndpoint())
                .headers(headers -> request.getHeaders().forEach(headers::set))
                .contentType(MediaType.APPLICATION_JSON)
                .body(request.getBody().getBytes(StandardCharsets.UTF_8))
                .exchange((sent, answer) -> new Response(
                        answer.getStatusCode().value(),
                        StreamUtils.copyToString(answer.getBody(), StandardCharsets.UTF_8),
                        answer.getHeaders().toSingleValueMap()));
    }
}
