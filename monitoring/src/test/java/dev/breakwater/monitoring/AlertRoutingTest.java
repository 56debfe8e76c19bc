package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.monitoring.RunningAlertmanager.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRoutingTest {

    private static final String CONFIG = "alertmanager/alertmanager.yml";
    private static final String OPEN = "CircuitBreakerOpen";

    /** The README's table: breaker and the service that has it. */
    private static final Pattern ROW = Pattern.compile("\\| `([\\w-]+)` \\| ([\\w-]+) \\| (?:\\w+|none) / \\d+ % .*");

    @Test
    void theConfigurationIsWhatAlertmanagerTakes() throws Exception {
        Program.Outcome checked = amtool().run("check-config", CONFIG);
        assertThat(checked.status()).as(checked.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CircuitBreakerOpen     | redis    | incident-commander,slack",
                "CircuitBreakerOpen     | user-db  | incident-commander,slack",
                "CircuitBreakerOpen     | stripe   | incident-commander,pagerduty,slack",
                "CircuitBreakerOpen     | bank-api | incident-commander,pagerduty,slack",
                "CircuitBreakerOpen     | order-db | incident-commander,pagerduty,slack",
                "CircuitBreakerFlapping | stripe   | incident-commander,slack",
                "ProbeStarvation        | stripe   | incident-commander,slack",
                "HighFailureRate        | redis    | incident-commander,pagerduty,slack",
                "MoneyContradiction     |          | incident-commander,pagerduty,slack",
                "OrderBudgetBurnsFast   |          | incident-commander,pagerduty,slack",
                "OrderBudgetBurnsSlowly |          | incident-commander,slack",
                "PaymentsInReview       |          | incident-commander,slack"
            })
    void everybodyHearsWhatConcernsThem(String alert, @Nullable String breaker, String receivers) throws Exception {
        List<String> labels = new ArrayList<>(List.of(
                "config",
                "routes",
                "test",
                "--config.file=" + CONFIG,
                "alertname=" + alert,
                "severity=" + severity(alert)));
        if (breaker != null) {
            labels.add("breaker=" + breaker);
        }
        assertThat(amtool().run(labels.toArray(String[]::new)).output().lines().toList())
                .contains(receivers);
    }

    /** Of all breakers at once: heard are those on what is nobody's of ours, since they explain the others. */
    @Test
    void whenEverythingIsOpenTheDeepestBreakersAreHeardAndNoOthers() throws Exception {
        List<Alert> open = openBreakers();
        Set<String> services = open.stream().map(Alert::service).collect(Collectors.toSet());
        Map<String, List<Alert>> quiet = quiet(open);

        assertThat(quiet.keySet())
                .containsExactlyInAnyOrderElementsOf(open.stream()
                        .filter(alert -> services.contains(alert.breaker()) || isWarehouseOfItsCaller(alert))
                        .map(Alert::toString)
                        .toList());
        assertThat(quiet.keySet())
                .as("each is explained, in however many steps, by one that is heard")
                .allMatch(alert -> isExplained(alert, quiet, quiet.size()));
    }

    private static boolean isExplained(String alert, Map<String, List<Alert>> quiet, int steps) {
        List<Alert> by = quiet.get(alert);
        return by == null
                || (steps > 0 && by.stream().anyMatch(source -> isExplained(source.toString(), quiet, steps - 1)));
    }

    @Test
    void ofTwoServicesThatCannotReachOneAnotherBothAreHeard() throws Exception {
        assertThat(quiet(List.of(
                        new Alert(OPEN, "payment-service", "payment-fallback-service"),
                        new Alert(OPEN, "payment-fallback-service", "payment-service"))))
                .isEmpty();
    }

    @Test
    void aBreakerThatIsOpenExplainsItsOwnFailuresAndThoseOfItsCallersAndNobodyElses() throws Exception {
        Alert stripe = new Alert(OPEN, "payment-service", "stripe");
        Alert itsFailures = new Alert("HighFailureRate", "payment-service", "stripe");
        Alert itsCaller = new Alert(OPEN, "order-service", "payment-service");
        Alert failuresOfItsCaller = new Alert("HighFailureRate", "order-service", "payment-service");

        assertThat(quiet(List.of(
                        stripe,
                        itsFailures,
                        itsCaller,
                        failuresOfItsCaller,
                        new Alert("HighFailureRate", "payment-service", "bank-api"),
                        new Alert(OPEN, "order-service", "inventory-service"),
                        new Alert("ProbeStarvation", "payment-service", "stripe"))))
                .containsOnlyKeys(itsFailures.toString(), itsCaller.toString(), failuresOfItsCaller.toString());
    }

    @Test
    void aCarrierThatIsAwayDoesNotExplainAWarehouseThatIs() throws Exception {
        assertThat(quiet(List.of(
                        new Alert(OPEN, "warehouse-service", "fedex"),
                        new Alert(OPEN, "warehouse-service", "warehouse-north"),
                        new Alert(OPEN, "inventory-service", "warehouse-north"),
                        new Alert(OPEN, "inventory-service", "warehouse-south"))))
                .containsOnlyKeys(new Alert(OPEN, "inventory-service", "warehouse-north").toString());
    }

    private static boolean isWarehouseOfItsCaller(Alert alert) {
        return alert.service().equals("inventory-service") && alert.breaker().startsWith("warehouse-");
    }

    private static Map<String, List<Alert>> quiet(List<Alert> alerts) throws IOException, InterruptedException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(CONFIG)) {
            return alertmanager.quiet(alerts);
        }
    }

    private static List<Alert> openBreakers() throws IOException {
        try (Stream<String> readme = Files.lines(Path.of("..", "README.md"))) {
            List<Alert> open = readme.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> new Alert(OPEN, row.group(2), row.group(1)))
                    .toList();
            assertThat(open).hasSizeGreaterThan(40);
            return open;
        }
    }

    private static String severity(String alert) throws IOException {
        for (JsonNode rule : Alerts.rules()) {
            if (rule.path("alert").asText().equals(alert)) {
                return rule.at("/labels/severity").asText();
            }
        }
        throw new AssertionError("there is no alert " + alert);
    }

    private static Program amtool() {
        return Program.installed("amtool", "prometheus-alertmanager");
    }
}
