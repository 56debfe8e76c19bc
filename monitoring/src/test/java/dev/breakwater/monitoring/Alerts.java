package dev.breakwater.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules and their unit tests, as they are written. */
final class Alerts {

    static final Path PROMETHEUS = Path.of("prometheus");
    static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Alerts() {}

    /** Every rule that has a name as an alert. */
    static List<JsonNode> rules() throws IOException {
        return everyRule().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** The series that the recording rules make. */
    static List<String> recorded() throws IOException {
        return everyRule().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .toList();
    }

    /** What every rule asks, by the rule's name. */
    static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (JsonNode rule : everyRule()) {
            String name = rule.path(rule.has("alert") ? "alert" : "record").asText();
            expressions.put(name, rule.path("expr").asText());
        }
        return expressions;
    }

    private static List<JsonNode> everyRule() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : yaml("rules")) {
            for (JsonNode group : YAML.readTree(file.toFile()).path("groups")) {
                group.path("rules").forEach(rules::add);
            }
        }
        return rules;
    }

    /** What the unit tests expect of an alert: for each look at it, how many fire. */
    static List<Integer> expectations(String alert) throws IOException {
        List<Integer> expected = new ArrayList<>();
        for (Path file : yaml("tests")) {
            for (JsonNode test : YAML.readTree(file.toFile()).path("tests")) {
                test.path("alert_rule_test").forEach(look -> {
                    if (look.path("alertname").asText().equals(alert)) {
                        expected.add(look.path("exp_alerts").size());
                    }
                });
            }
        }
        return expected;
    }

    static List<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(PROMETHEUS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }
}
