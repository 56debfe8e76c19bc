package dev.breakwater.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks config-server. Any answer but the policies is a failure, a refusal too: what is asked for never changes. Thread-safe. */
final class ConfigServer {

    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeadlineHttp http;
    private final URI address;
    private final Map<String, List<String>> headers;

    ConfigServer(DeadlineHttp http, URI address, String token) {
        this.http = http;
        this.address = address;
        this.headers = Map.of("Accept", List.of("application/json"), "Authorization", List.of("Bearer " + token));
    }

    /** The figures that take the place of shipped ones, by their full names; of two files that have one, the service's own. */
    Map<String, String> figures() throws IOException {
        DeadlineHttp.Answer answer = http.exchange("GET", address, headers, null);
        if (answer.status() != OK) {
            throw new IOException("config-server answered " + answer.status());
        }
        JsonNode sources = JSON.readTree(answer.body()).path("propertySources");
        if (!sources.isArray()) {
            throw new IOException("config-server answered something else than policies");
        }
        Map<String, String> figures = new TreeMap<>();
        for (JsonNode source : sources) { // the one that wins comes first
            for (Map.Entry<String, JsonNode> figure : source.path("source").properties()) {
                figures.putIfAbsent(figure.getKey(), figure.getValue().asText());
            }
        }
        return figures;
    }
}
