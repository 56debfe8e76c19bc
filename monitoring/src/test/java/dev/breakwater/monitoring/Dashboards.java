package dev.breakwater.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Grafana's dashboards, as they are written. */
final class Dashboards {

    private static final Path FOLDER = Path.of("grafana", "dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *(\\w+)\\)");

    private Dashboards() {}

    /** Every dashboard by the name of its file. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                all.put(String.valueOf(file.getFileName()), JSON.readTree(file.toFile()));
            }
        }
        return all;
    }

    /** What the panels and variables of all of them ask, by where that stands. */
    static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        all().forEach((file, dashboard) -> {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String where = file + ": " + panel.path("title").asText() + " "
                            + target.path("refId").asText();
                    queries.put(where, target.path("expr").asText());
                }
            }
            for (JsonNode variable : dashboard.at("/templating/list")) {
                String query = variable.at("/query/query").asText();
                MatchResult values =
                        LABEL_VALUES.matcher(query).results().findFirst().orElseThrow();
                queries.put(
                        file + ": $" + variable.path("name").asText(),
                        "group by (" + values.group(2) + ") (" + values.group(1) + ")");
            }
        });
        return queries;
    }

    /** The variables that a query reads. */
    static List<String> variables(String query) {
        List<String> variables = new ArrayList<>();
        Pattern.compile("\\$(\\w+)").matcher(query).results().forEach(variable -> variables.add(variable.group(1)));
        return variables;
    }
}
