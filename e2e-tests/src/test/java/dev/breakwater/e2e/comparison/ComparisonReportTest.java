package dev.breakwater.e2e.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ComparisonReportTest {

    private static final Pattern DRAWING = Pattern.compile("(?<=<figure class=\"wide\">)<svg.*?</svg>", Pattern.DOTALL);

    private final Scenario scenario = Scenario.of(Catalogue.fault("error-503"));
    private final List<ComparedRun> runs = List.of(
            new MadeUpRun(0).inOutage(Outcome.FAILED, 100, 1).violating().with(Guards.NONE),
            new MadeUpRun(4).inOutage(Outcome.FAILED, 700, 9).violating().with(Guards.RETRIES),
            new MadeUpRun(1).inOutage(Outcome.FAILED, 20, 0.2).violating().with(Guards.BREAKER),
            new MadeUpRun(2).inOutage(Outcome.QUEUED, 30, 0.2).illFor(3).with(Guards.ALL));
    private final Comparison comparison = Comparison.of(scenario, runs);
    private final String page = ComparisonReport.of(comparison, scenario, runs);

    @Test
    void asksNobodyForAnything() {
        assertThat(page).doesNotContain("http://", "https://", "<script", "src=", "@import", "url(", "<link");
    }

    @Test
    void drawsOrdersAndCallsOfEachRun() throws Exception {
        assertThat(drawings()).hasSize(2 * runs.size());
        for (String drawing : drawings()) {
            assertThat(rectangles(drawing)).isNotEmpty().allSatisfy(box -> {
                assertThat(Double.parseDouble(box.getAttribute("x"))).isNotNegative();
                assertThat(Double.parseDouble(box.getAttribute("height"))).isNotNegative();
            });
        }
    }

    @Test
    void drawsEveryOrderOnce() {
        for (int i = 0; i < runs.size(); i++) {
            int drawn = Pattern.compile("<title>\\d+ s: (\\d+) ")
                    .matcher(drawings().get(2 * i))
                    .results()
                    .mapToInt(bar -> Integer.parseInt(bar.group(1)))
                    .sum();
            assertThat(drawn).isEqualTo(runs.get(i).orders().size());
        }
    }

    @Test
    void allOutagesBeginAtTheSameMomentOfTheAxis() throws Exception {
        List<String> begins = new ArrayList<>();
        for (String drawing : drawings()) {
            rectangles(drawing).stream()
                    .filter(box -> box.getAttribute("class").contains("broken"))
                    .forEach(box -> begins.add(box.getAttribute("x")));
        }

        assertThat(begins).hasSize(2 * runs.size()).containsOnly(begins.get(0));
    }

    @Test
    void callsAreDrawnOnOneScaleSoThatTheirHeightsCompare() throws Exception {
        List<Double> highest = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            highest.add(rectangles(drawings().get(2 * i + 1)).stream()
                    .filter(box -> box.getAttribute("class").equals("b1"))
                    .mapToDouble(box -> Double.parseDouble(box.getAttribute("height")))
                    .max()
                    .orElseThrow());
        }

        assertThat(highest.get(1) / highest.get(0))
                .as("nine calls an order to one")
                .isBetween(8.0, 10.0);
    }

    @Test
    void theFileHasAFigureForEachColumn() throws Exception {
        JsonNode json = Json.MAPPER.valueToTree(comparison);

        assertThat(json.fieldNames()).toIterable().containsExactly("scenario", "fault", "speed", "seed", "runs");
        assertThat(json.at("/runs/3").fieldNames())
                .toIterable()
                .containsExactly(
                        "guards",
                        "ordersPerSecond",
                        "outage",
                        "callsPerOrder",
                        "latencyMs",
                        "secondsToFullService",
                        "doubleCharged",
                        "unmatched",
                        "lost",
                        "violated");
        assertThat(json.at("/runs/0/violated/0").asText()).isEqualTo("noRequestFails");
        assertThat(json.at("/runs/3/secondsToFullService").isNumber()).isTrue();
        assertThat(comparison.lines()).hasSize(1 + runs.size());
    }

    @ParameterizedTest
    @CsvSource({"0, true, true", "0, false, false", "1, true, false"})
    void itIsGoodIfAllGuardsKeepEveryPromiseAndNobodyIsChargedTwiceWithoutThem(int twice, boolean holds, boolean good) {
        MadeUpRun guarded = holds ? new MadeUpRun(0) : new MadeUpRun(0).violating();
        Comparison of = Comparison.of(
                scenario,
                List.of(new MadeUpRun(0).violating().charging(twice).with(Guards.NONE), guarded.with(Guards.ALL)));

        assertThat(of.isGood()).isEqualTo(good);
        assertThat(ComparisonReport.of(
                                of, scenario, List.of(new MadeUpRun(0).with(Guards.NONE), guarded.with(Guards.ALL)))
                        .contains("Nobody was charged twice"))
                .isEqualTo(twice == 0);
    }

    /** Those for wide screens. */
    private List<String> drawings() {
        return DRAWING.matcher(page).results().map(MatchResult::group).toList();
    }

    private static List<Element> rectangles(String drawing) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(drawing.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("rect");
        List<Element> rectangles = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            rectangles.add((Element) found.item(i));
        }
        return rectangles;
    }
}
