package dev.breakwater.warehouse.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Calls to one carrier's API: JSON with a bearer token that is renewed once when it is refused. Thread-safe. */
final class CarrierHttp {

    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final String carrier;
    private final RestClient http;

    /** What came back; the body is missing where there was none. */
    record Answer(int status, JsonNode body) {}

    CarrierHttp(String carrier, RestClient.Builder clients, URI apiBase) {
        this.carrier = carrier;
        this.http = clients.clone().baseUrl(apiBase.toString()).build();
    }

    /** The token call's answer. */
    JsonNode form(String path, MultiValueMap<String, String> form, @Nullable String authorization) {
        Answer answer = Objects.requireNonNull(http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    }
                })
                .body(form)
                .exchange((request, response) ->
                        new Answer(response.getStatusCode().value(), orMissing(response.bodyTo(JsonNode.class)))));
        if (answer.status() != OK || !answer.body().path("access_token").isTextual()) {
            throw new CarrierFailedException(carrier, "answered " + answer.status() + " to the token call");
        }
        return answer.body();
    }

    /** Asks, and once more with a new token if the first was refused. */
    Answer ask(String path, JsonNode question, AccessToken token) {
        String first = token.value();
        Answer answer = post(path, question, first);
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        token.refused(first);
        return post(path, question, token.value());
    }

    private Answer post(String path, JsonNode question, String token) {
        return Objects.requireNonNull(http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token))
                .body(question)
                .exchange((request, response) ->
                        new Answer(response.getStatusCode().value(), orMissing(response.bodyTo(JsonNode.class)))));
    }

    private static JsonNode orMissing(@Nullable JsonNode body) {
        return body == null ? MissingNode.getInstance() : body;
    }
}
