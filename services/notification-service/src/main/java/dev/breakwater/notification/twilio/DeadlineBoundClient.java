package dev.breakwater.notification.twilio;

import com.twilio.exception.ApiConnectionException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.breakwater.notification.channel.ProviderFailedException;
import dev.breakwater.notification.channel.Quiet;
import dev.breakwater.notification.channel.RequestedWait;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries the Twilio library's requests over our own HTTP, which ends the exchange at the deadline, whatever the socket does. The library's own
 * waits 30 s for a byte, and sends a message again, unasked, after a 5xx. Thread-safe.
 */
final class DeadlineBoundClient extends HttpClient {

    private final DeadlineHttp http;
    private final URI apiBase;
    private final RequestedWait requestedWait;
    private final Quiet quiet;

    /**
     * A client for one base address.
     *
     * @param apiBase scheme, host and port; the library's own idea of them is ignored
     * @param quiet told when Twilio wants to be left alone
     */
    DeadlineBoundClient(DeadlineHttp http, URI apiBase, RequestedWait requestedWait, Quiet quiet) {
        this.http = http;
        this.apiBase = apiBase;
        this.requestedWait = requestedWait;
        this.quiet = quiet;
    }

    /** Once: whether a message may be sent again is not for a client to decide. */
    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    /**
     * Makes the exchange.
     *
     * @throws ProviderFailedException for an answer that says nothing of the message
     */
    @Override
    public Response makeRequest(Request request) {
        DeadlineHttp.Answer answer = exchange(request);
        int status = answer.status();
        if (status >= 300 && ProviderFailedException.saysNothingOfTheMessage(status)) {
            Duration wait = wait(answer);
            quiet.keep(wait);
            throw new ProviderFailedException("Twilio", status, wait);
        }
        return new Response(new String(answer.body(), StandardCharsets.UTF_8), status);
    }

    private DeadlineHttp.Answer exchange(Request request) {
        Map<String, List<String>> headers = new HashMap<>(request.getHeaderParams());
        headers.put("Authorization", List.of(request.getAuthString()));
        headers.put("Accept", List.of("application/json"));
        byte[] body = null;
        if (request.getMethod() == com.twilio.http.HttpMethod.POST) {
            headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
            body = request.encodeFormBody().getBytes(StandardCharsets.UTF_8);
        }
        URL url = request.constructURL();
        String query = url.getQuery();
        try {
            return http.exchange(
                    request.getMethod().name(),
                    apiBase.resolve(url.getPath() + (query == null ? "" : "?" + query)),
                    headers,
                    body);
        } catch (IOException e) {
            throw new ApiConnectionException("No answer of Twilio", e);
        }
    }

    private Duration wait(DeadlineHttp.Answer answer) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        return requestedWait.in(headers);
    }
}
