package dev.breakwater.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets Stripe's library speak through HTTP that ends at the deadline, a trickling body included. */
final class DeadlineStripeHttp extends HttpClient {

    private final DeadlineHttp http;

    DeadlineStripeHttp(DeadlineHttp http) {
        this.http = http;
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        HttpContent content = request.content();
        Map<String, List<String>> headers = new HashMap<>(request.headers().map());
        headers.put("User-Agent", List.of(buildUserAgentString(request)));
        headers.put("X-Stripe-Client-User-Agent", List.of(buildXStripeClientUserAgentString()));
        if (content != null) {
            headers.put("Content-Type", List.of(content.contentType()));
        }
        try {
            DeadlineHttp.Answer answer = http.exchange(
                    request.method().name(),
                    URI.create(request.url().toString()),
                    headers,
                    content == null ? null : content.byteArrayContent());
            return new StripeResponse(
                    answer.status(),
                    HttpHeaders.of(answer.headers()),
                    new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new ApiConnectionException("no answer from Stripe: " + failure.getMessage(), failure);
        }
    }
}
