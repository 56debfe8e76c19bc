package dev.breakwater.payment.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.function.Supplier;

/** payment-service as its callers see it, wherever it runs. */
class PaymentApi {

    static final String TOKEN = "internal-token-of-the-tests";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Supplier<String> baseUrl;
    private volatile UUID user = UUID.randomUUID();

    PaymentApi(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Whose orders these are. */
    UUID user() {
        return user;
    }

    /** Orders are somebody else's from now on: what became of one is looked for among all of its user's, at Stripe. */
    void anotherUser() {
        user = UUID.randomUUID();
    }

    record Answer(int status, JsonNode body, HttpHeaders headers) {

        String text(String field) {
            return body.path(field).asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Answer charge(UUID orderId) {
        return charge(orderId, body(1299, "pm_card_visa"));
    }

    Answer charge(UUID orderId, String body, String... headers) {
        return internal("PUT", "/internal/payments/" + orderId, body, headers);
    }

    Answer settle(UUID orderId) {
        return settle(orderId, body(1299, "pm_card_visa"));
    }

    Answer settle(UUID orderId, String body) {
        return internal("POST", "/internal/payments/" + orderId + "/settlement", body);
    }

    Answer review(UUID orderId) {
        String body = body(1299, "pm_card_visa").replace("}", ",\"reason\":\"ten attempts\"}");
        return internal("POST", "/internal/payments/" + orderId + "/review", body);
    }

    Answer payment(UUID orderId) {
        return internal("GET", "/internal/payments/" + orderId, "");
    }

    Answer refund(UUID orderId, String key, String body) {
        return refund(orderId, key, body, Keys.bearer("operator"));
    }

    Answer refund(UUID orderId, String key, String body, String authorization) {
        return send(request("POST", "/api/payments/" + orderId + "/refunds", body)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .header("Idempotency-Key", key));
    }

    Answer decide(UUID orderId, String decision) {
        String body = "{\"decision\":\"" + decision + "\",\"by\":\"ada@example.org\",\"note\":\"called the customer\"}";
        return internal("POST", "/internal/payments/" + orderId + "/review-decision", body);
    }

    Answer provider() {
        return internal("GET", "/internal/provider", "");
    }

    String body(long amountMinor, String paymentMethod) {
        return body(user.toString(), amountMinor, paymentMethod);
    }

    static String body(String userId, long amountMinor, String paymentMethod) {
        return "{\"userId\":\"" + userId + "\",\"amountMinor\":" + amountMinor
                + ",\"currency\":\"EUR\",\"paymentMethod\":\"" + paymentMethod + "\"}";
    }

    Answer internal(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(method, path, body)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A request with another authorization than the internal token, or none at all. */
    Answer stranger(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = request(method, path, body).header("Content-Type", "application/json");
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    Answer webhook(String body, String... headers) {
        HttpRequest.Builder request = request("POST", "/webhooks/stripe", body);
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(baseUrl.get() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), JSON.readTree(body.isEmpty() ? "{}" : body), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
