package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Plain HTTP to the bank. */
final class BankClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BankSimulator bank;
    private String token = "none";
    private Duration patience = Duration.ofSeconds(10);

    BankClient(BankSimulator bank) {
        this.bank = bank;
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        String code() {
            return body.at("/error/code").asText();
        }
    }

    void patience(Duration value) {
        patience = value;
    }

    Answer authorize() throws IOException {
        Answer answer = token("grant_type=client_credentials", bank.clientId() + ":" + bank.clientSecret());
        token = answer.body().path("access_token").asText("none");
        return answer;
    }

    Answer token(String form, String client) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(bank.baseUrl() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form)));
    }

    static String charge(String reference, long amount, String method) {
        return "{\"reference\":\"" + reference + "\",\"amountMinor\":" + amount
                + ",\"currency\":\"EUR\",\"paymentMethod\":\"" + method + "\"}";
    }

    Answer pay(String key) throws IOException {
        return post("/v1/charges", key, charge("order-1", 1299, "pm_card_visa_debit"));
    }

    Answer post(String path, String key, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    Answer get(String path) throws IOException {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(bank.baseUrl() + path)).header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.timeout(patience).build(), BodyHandlers.ofString());
            JsonNode body =
                    Json.parse(response.body().getBytes(StandardCharsets.UTF_8)).orElseGet(Json::object);
            return new Answer(response.statusCode(), body, response);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
