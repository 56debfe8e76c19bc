package dev.breakwater.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The panels of the dashboards, each asked for what it would have drawn of a time that is over. */
final class Panels {

    private static final Path DASHBOARDS = Path.of("../../monitoring/grafana/dashboards");
    private static final int POINTS = 100;

    /** What nobody exports beside the local stack. */
    private static final List<String> EXPORTERS =
            List.of("pg_", "mysql_", "redis_", "memcached_", "kafka_", "rabbitmq_");

    private Panels() {}

    /** How many lines each query drew, by the place of the query. */
    static Map<String, Integer> drawn(URI prometheus, Instant from, Instant to)
            throws IOException, InterruptedException {
        Map<String, Integer> drawn = new LinkedHashMap<>();
        for (Map.Entry<String, String> query : queries().entrySet()) {
            double seconds = (to.toEpochMilli() - from.toEpochMilli()) / 1e3;
            JsonNode answer = Json.get(prometheus.resolve("/api/v1/query_range?query="
                    + URLEncoder.encode(query.getValue(), StandardCharsets.UTF_8) + "&start=" + from + "&end=" + to
                    + "&step=" + Math.max(1, seconds / POINTS)));
            drawn.put(query.getKey(), answer.at("/data/result").size());
        }
        return drawn;
    }

    /** Whether a query must have drawn something: not what shows only what is not 0, nor what an exporter would have to tell. */
    static boolean mustDraw(String place) throws IOException {
        String query = queries().getOrDefault(place, "");
        return !query.endsWith("> 0") && EXPORTERS.stream().noneMatch(query::contains);
    }

    /** With Stripe's breaker for the variables, and a range for rates that suits a run at ten times the speed. */
    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode panel : Json.MAPPER.readTree(file.toFile()).path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        queries.put(
                                file.getFileName() + ": " + panel.path("title").asText() + " "
                                        + target.path("refId").asText(),
                                target.path("expr")
                                        .asText()
                                        .replace("$__rate_interval", "10s")
                                        .replace("$service", "payment-service")
                                        .replace("$job", "payment-service")
                                        .replace("$breaker", "stripe"));
                    }
                }
            }
        }
        return queries;
    }
}
