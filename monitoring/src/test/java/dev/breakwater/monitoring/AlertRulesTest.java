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

    /** Where the folder docs/runbooks is to be served. */
    private static final String RUNBOOKS = "https://runbooks.breakwater.example/";

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
    void everyRunbookBelongsToAnAlertOfItsName() throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : Alerts.rules()) {
            alerts.add(rule.path("alert").asText() + ".md");
        }
        try (Stream<Path> pages = Files.list(Alerts.RUNBOOKS)) {
            assertThat(pages.map(page -> String.valueOf(page.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void everyRunbookSaysWhatItMeansWhatCustomersNoticeAndWhatToDoAndNotToDo() throws IOException {
        try (Stream<Path> pages = Files.list(Alerts.RUNBOOKS)) {
            assertThat(pages).allSatisfy(page -> {
                String name = String.valueOf(page.getFileName()).replace(".md", "");
                assertThat(Files.readString(page))
                        .startsWith("# " + name + "\n\n")
                        .containsSubsequence(
                                "\n**What customers notice.** ",
                                "\n## First look\n1. ",
                                "\n## Do\n- ",
                                "\n## Do not\n- ",
                                "\n**Escalate when:** ");
            });
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
        String url = rule.path("annotations").path("runbook_url").asText();
        assertThat(url).isEqualTo(RUNBOOKS + rule.path("alert").asText() + ".md");
        return Alerts.RUNBOOKS.resolve(url.substring(RUNBOOKS.length()));
    }
}
