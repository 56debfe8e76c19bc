package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    @Test
    void everyAlertSaysHowBadItIsWhatIsWrongAndWhatToDo() throws IOException {
        assertThat(Alerts.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("labels").path("severity").asText()).isIn("warning", "critical");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
            assertThat(runbook(rule)).exists();
        });
    }

    @Test
    void everyRunbookBelongsToAnAlert() throws IOException {
        Set<String> used = new TreeSet<>();
        for (JsonNode rule : Alerts.rules()) {
            used.add(String.valueOf(runbook(rule).getFileName()));
        }
        try (Stream<Path> pages = Files.list(Alerts.RUNBOOKS)) {
            assertThat(pages.map(page -> String.valueOf(page.getFileName()))).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void everyAlertIsTestedFiringAndSilent() throws IOException {
        for (JsonNode rule : Alerts.rules()) {
            String alert = rule.path("alert").asText();
            assertThat(Alerts.expectations(alert))
                    .as("unit tests of %s", alert)
                    .anyMatch(firing -> firing > 0)
                    .contains(0);
        }
    }

    @Test
    void theRulesAreWhatPrometheusTakes() throws Exception {
        Program promtool = Program.installed("promtool", "prometheus");
        for (Path rules : Alerts.yaml("rules")) {
            assertThat(promtool.run("check", "rules", rules.toString()))
                    .satisfies(outcome ->
                            assertThat(outcome.status()).as(outcome.output()).isZero());
        }
        assertThat(promtool.run("check", "config", "--syntax-only", "prometheus/prometheus.yml"))
                .satisfies(outcome ->
                        assertThat(outcome.status()).as(outcome.output()).isZero());
    }

    @Test
    void theUnitTestsOfTheRulesPass() throws Exception {
        Program promtool = Program.installed("promtool", "prometheus");
        List<Path> tests = Alerts.yaml("tests");
        assertThat(tests).isNotEmpty();
        for (Path test : tests) {
            assertThat(promtool.run("test", "rules", test.toString()))
                    .satisfies(outcome ->
                            assertThat(outcome.status()).as(outcome.output()).isZero());
        }
    }

    private static Path runbook(JsonNode rule) {
        return Path.of("..").resolve(rule.path("annotations").path("runbook").asText());
    }
}
