package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardsTest {

    private static final int COLUMNS = 24;
    private static final Set<String> GRAFANAS_OWN = Set.of("__rate_interval");

    @Test
    void everyPanelSaysWhatItShowsAndAsksForIt() throws IOException {
        for (Map.Entry<String, JsonNode> dashboard : Dashboards.all().entrySet()) {
            assertThat(dashboard.getValue().path("panels")).isNotEmpty().allSatisfy(panel -> {
                String where = dashboard.getKey() + ": " + panel.path("title").asText();
                assertThat(panel.path("title").asText()).as(where).isNotBlank();
                assertThat(panel.path("description").asText()).as(where).isNotBlank();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(where)
                        .isNotBlank();
                assertThat(panel.path("targets")).as(where).isNotEmpty().allSatisfy(target -> {
                    assertThat(target.path("expr").asText()).as(where).isNotBlank();
                    assertThat(target.path("legendFormat").asText()).as(where).isNotBlank();
                });
            });
        }
    }

    @Test
    void everyQueryGoesToTheDatasourceThatIsProvisioned() throws IOException {
        JsonNode sources = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("grafana/provisioning/datasources/prometheus.yml")
                        .toFile());
        String uid = sources.at("/datasources/0/uid").asText();
        assertThat(uid).isNotBlank();
        for (JsonNode dashboard : Dashboards.all().values()) {
            assertThat(dashboard.findValues("datasource"))
                    .isNotEmpty()
                    .allSatisfy(
                            source -> assertThat(source.path("uid").asText()).isEqualTo(uid));
        }
    }

    @Test
    void everyVariableIsOneOfItsDashboard() throws IOException {
        Map<String, String> queries = Dashboards.queries();
        Dashboards.all().forEach((file, dashboard) -> {
            Set<String> known = new HashSet<>(GRAFANAS_OWN);
            known.addAll(dashboard.at("/templating/list").findValuesAsText("name"));
            queries.forEach((where, query) -> {
                if (where.startsWith(file)) {
                    assertThat(known).as(where).containsAll(Dashboards.variables(query));
                }
            });
        });
    }

    @Test
    void noPanelLiesOnAnother() throws IOException {
        for (Map.Entry<String, JsonNode> dashboard : Dashboards.all().entrySet()) {
            Set<String> taken = new HashSet<>();
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : dashboard.getValue().path("panels")) {
                assertThat(ids.add(panel.path("id").asInt()))
                        .as("ids are unique")
                        .isTrue();
                assertThat(cells(panel.path("gridPos")))
                        .as(dashboard.getKey() + ": " + panel.path("title").asText())
                        .isNotEmpty()
                        .allMatch(taken::add);
            }
        }
    }

    @Test
    void theQueriesAreWhatPrometheusTakes() throws Exception {
        Program promtool = Program.installed("promtool", "prometheus");
        List<Map<String, String>> rules = new ArrayList<>();
        for (String query : Dashboards.queries().values()) {
            String evaluable = query.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", "any");
            rules.add(new LinkedHashMap<>(Map.of("record", "panel:" + rules.size(), "expr", evaluable)));
        }
        Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "panels", ".json");
        new ObjectMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "panels", "rules", rules))));

        Program.Outcome checked = promtool.run("check", "rules", file.toString());

        assertThat(checked.status()).as(checked.output()).isZero();
    }

    private static List<String> cells(JsonNode grid) {
        List<String> cells = new ArrayList<>();
        for (int x = grid.path("x").asInt();
                x < grid.path("x").asInt() + grid.path("w").asInt();
                x++) {
            for (int y = grid.path("y").asInt();
                    y < grid.path("y").asInt() + grid.path("h").asInt();
                    y++) {
                cells.add(x < COLUMNS ? x + "," + y : "beyond the edge");
            }
        }
        return cells;
    }
}
