package dev.breakwater.payment.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The bank's API as HTTP and JSON, with a token, never longer than the deadline. Thread-safe. */
@Component
@EnableConfigurationProperties(BankProperties.class)
class BankHttp {

    private static final int UNAUTHORIZED = 401;

    private final DeadlineHttp http;
    private final ObjectMapper json;
    private final BankTokens tokens;
    private final BankProperties properties;

    BankHttp(DeadlineHttp http, ObjectMapper json, BankTokens tokens, BankProperties properties) {
        this.http = http;
        this.json = json;
        this.tokens = tokens;
        this.properties = properties;
    }

    record Answer(int status, JsonNode body) {

        String errorCode() {
            return body.path("error").path("code").asText("");
        }
    }

    /** Makes sure that there is a token, so that the next call is about the payment and nothing else. */
    void authorize() throws IOException {
        tokens.current();
    }

    Answer get(String path) throws IOException {
        return exchange("GET", path, null, null);
    }

    Answer post(String path, String idempotencyKey, Object body) throws IOException {
        return exchange("POST", path, idempotencyKey, json.writeValueAsBytes(body));
    }

    /** A token that is refused is replaced once: the request that carried it was not executed. */
    private Answer exchange(String method, String path, @Nullable String key, byte @Nullable [] body)
            throws IOException {
        String token = tokens.current();
        Answer answer = send(method, path, key, body, token);
        if (answer.status() == UNAUTHORIZED) {
            tokens.forget(token);
            answer = send(method, path, key, body, tokens.current());
        }
        return answer;
    }

    private Answer send(String method, String path, @Nullable String key, byte @Nullable [] body, String token)
            throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Authorization", List.of("Bearer " + token));
        headers.put("Accept", List.of("application/json"));
        if (key != null) {
            headers.put("Idempotency-Key", List.of(key));
        }
        if (body != null) {
            headers.put("Content-Type", List.of("application/json"));
        }
        URI uri = Objects.requireNonNull(properties.apiBase()).resolve(path);
        DeadlineHttp.Answer answer = http.exchange(method, uri, headers, body);
        return new Answer(answer.status(), json.readTree(answer.body()));
    }
}
