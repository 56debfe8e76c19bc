package dev.breakwater.notification.sendgrid;

import static java.util.stream.Collectors.toMap;

import com.sendgrid.Client;
import com.sendgrid.Request;
import com.sendgrid.Response;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.http.impl.client.HttpClients;

/**
 * Carries the SendGrid library's requests over our own HTTP. The library's own has no time limit at all by default and none for an
 * answer that trickles; this one ends the exchange at the deadline, whatever the socket does. Thread-safe.
 */
final class DeadlineBoundClient extends Client {

    private final DeadlineHttp http;
    private final URI apiBase;

    /**
     * A client for one base address.
     *
     * @param apiBase scheme, host and port; the library's own idea of them is ignored: it knows no plain HTTP outside tests
     */
    DeadlineBoundClient(DeadlineHttp http, URI apiBase) {
        super(HttpClients.createMinimal()); // never used; the library insists on having one
        this.http = http;
        this.apiBase = apiBase;
    }

    @Override
    public Response api(Request request) throws IOException {
        Map<String, List<String>> headers = request.getHeaders().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        headers.put("Content-Type", List.of("application/json"));
        DeadlineHttp.Answer answer = http.exchange(
                request.getMethod().name(),
                apiBase.resolve(request.getEndpoint()),
                headers,
                request.getBody().getBytes(StandardCharsets.UTF_8));
        return new Response(
                answer.status(),
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.headers().entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, header -> header.getValue().get(0))));
    }
}
