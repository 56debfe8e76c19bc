package dev.breakwater.e2e.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** JSON over HTTP for what is asked beside the traffic: administration, ledgers, breakers. Thread-safe. */
public final class Json {

    public static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClients.builder().build();

    private Json() {}

    /**
     * Reads a JSON page.
     *
     * @param headers names and values by turns
     */
    public static JsonNode get(URI uri, String... headers) throws IOException, InterruptedException {
        return exchange(request(uri, headers).GET());
    }

    /** The same in a second, or not at all: for what is looked at again and again while parts of the system hang. */
    public static JsonNode quick(URI uri, String... headers) throws IOException, InterruptedException {
        return exchange(request(uri, headers).timeout(Duration.ofSeconds(1)).GET());
    }

    public static JsonNode send(String method, URI uri, Object body, String... headers)
            throws IOException, InterruptedException {
        return exchange(request(uri, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(MAPPER.writeValueAsString(body))));
    }

    public static void delete(URI uri) throws IOException, InterruptedException {
        exchange(request(uri).DELETE());
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).header("Accept", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static JsonNode exchange(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + response.body());
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    request.method() + " " + request.uri() + " did not answer JSON: " + e.getMessage(), e);
        }
    }
}
