package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.report.Browser.Chart;
import dev.breakwater.e2e.report.Browser.Seen;
import dev.breakwater.e2e.report.ReportIndex.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as a browser shows them. What it saw is in {@code target/browser}, pictures included. */
class BrowserTest {

    private static final Path FOLDER = Path.of("target/browser").toAbsolutePath();
    private static final Path REPORT = FOLDER.resolve("stripe-outage/report.html");
    private static final Path CROWDED = FOLDER.resolve("many-annotations/report.html");
    private static final Path INDEX = FOLDER.resolve("index.html");
    private static final int PHONE = 360;

    private static final SampleRun RUN = new SampleRun();
    private static final String PAGE = HtmlReport.of(RUN.evidence(true));

    @SuppressWarnings("NullAway.Init") // JUnit calls the method below before any test
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(FOLDER.resolve("chromium"));
        Published.text(REPORT, PAGE);
        Published.text(CROWDED, HtmlReport.of(RUN.evidence(true, SampleRun.manyEvents())));
        Published.text(
                INDEX,
                ReportIndex.of(List.of(
                        Run.of("stripe-outage", RUN.evidence(true)),
                        Run.of("many-annotations", new SampleRun("cold-start-into-outage").evidence(false)))));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, 1280})
    void theReportDrawsEverySeriesOfEveryChart(int width) throws Exception {
        Seen seen = browser.open(REPORT, width);

        assertSound(seen, width);
        assertThat(seen.series("Orders per second by outcome")).contains("b0", "b1", "b3");
        assertThat(seen.series("Latency of orders, logarithmic")).contains("p50", "p99", "band");
        assertThat(seen.series("Latency of pages, logarithmic")).contains("p50", "p99", "band");
        assertThat(seen.series("Payments that wait")).contains("pending", "pending-band", "queued");
        assertThat(seen.series("Age of the oldest payment that waits")).contains("age", "age-band");
        assertThat(seen.series("Breaker states over time")).contains("s-closed", "s-open", "s-half-open");
        assertThat(seen.charts()).hasSize(6);
    }

    @Test
    void everySeriesIsSeenInTheDarkAsWell() throws Exception {
        assertThat(browser.open(REPORT, 1280, "screen", "dark").charts().stream()
                        .map(Chart::series))
                .isEqualTo(browser.open(REPORT, 1280).charts().stream()
                        .map(Chart::series)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, 1280})
    void theIndexDrawsEveryRun(int width) throws Exception {
        Seen seen = browser.open(INDEX, width);

        assertSound(seen, width);
        assertThat(seen.charts())
                .hasSize(2)
                .allSatisfy(chart -> assertThat(chart.series()).contains("b0", "b3"));
    }

    @Test
    void annotationsThatAreCloseTogetherStandAboveOneAnother() throws Exception {
        for (int width : new int[] {PHONE, 1280}) {
            Seen seen = browser.open(CROWDED, width);
            assertSound(seen, width);
            assertThat(seen.overlapping()).isZero();
        }
    }

    @Test
    void nothingIsCutOffOnPaper() throws Exception {
        for (Path page : List.of(REPORT, CROWDED, INDEX)) {
            Seen paper = browser.print(page);
            assertThat(paper.cutOff()).isEmpty();
            assertThat(paper.scrollWidth()).isEqualTo(paper.innerWidth());
        }
    }

    @Test
    void nothingOfAReportHasToBeScrolledSidewaysOnAPhone() throws Exception {
        assertThat(browser.open(REPORT, PHONE).cutOff()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"display: none", "fill: transparent; stroke: none"})
    void aSeriesThatIsNotDrawnIsMissed(String how) throws Exception {
        Seen seen = opened("no-median", PAGE.replace("</style>", "circle.p50, polyline.p50 {" + how + "}</style>"));

        assertThat(seen.series("Latency of orders, logarithmic"))
                .contains("p99")
                .doesNotContain("p50");
    }

    @Test
    void aChartWithoutHeightIsMissed() throws Exception {
        Seen seen = opened("flat", PAGE.replace("</style>", "svg { height: 0 !important } </style>"));

        assertThat(seen.charts()).isNotEmpty().allMatch(chart -> chart.height() == 0);
    }

    @Test
    void anErrorOfTheConsoleIsNoticed() throws Exception {
        assertThat(opened("error", PAGE + "<script>console.error('planted')</script>")
                        .errors())
                .singleElement()
                .asString()
                .contains("planted");
        assertThat(opened("thrown", PAGE + "<script>nobody.knowsThis()</script>")
                        .errors())
                .singleElement()
                .asString()
                .contains("nobody");
    }

    @Test
    void aRequestToTheOutsideIsNoticed() throws Exception {
        assertThat(opened("outside", PAGE + "<img src=\"https://outside.invalid/pixel.png\" alt=\"\">")
                        .outside())
                .containsExactly("https://outside.invalid/pixel.png");
    }

    @Test
    void whatSticksOutIsNoticed() throws Exception {
        Seen seen = opened("wide", PAGE.replace("<h1>", "<h1 style=\"width: 500px\">"));

        assertThat(seen.scrollWidth()).isGreaterThan(seen.innerWidth());
    }

    @Test
    void whatIsCutOffIsNoticed() throws Exception {
        Seen seen = opened(
                "cut-off", PAGE.replace("<td class=\"n\">1</td>", "<td style=\"min-width: 900px !important\">1</td>"));

        assertThat(seen.cutOff()).isNotEmpty();
    }

    @Test
    void marksUponOneAnotherAreNoticed() throws Exception {
        String heap = HtmlReport.of(RUN.evidence(true, SampleRun.manyEvents()))
                .replaceAll("(<circle r=\"7.0\" cx=\"[0-9.]+\" cy=\")[0-9.]+", "$122.0");

        assertThat(opened("heap", heap).overlapping()).isPositive();
    }

    private static Seen opened(String name, String page) throws Exception {
        Path file = FOLDER.resolve("spoilt").resolve(name + ".html");
        Published.text(file, page);
        return browser.open(file, PHONE);
    }

    private static void assertSound(Seen seen, int width) {
        assertThat(seen.errors()).isEmpty();
        assertThat(seen.outside()).isEmpty();
        assertThat(seen.innerWidth()).isEqualTo(width);
        assertThat(seen.scrollWidth()).isLessThanOrEqualTo(width);
        assertThat(seen.charts()).isNotEmpty().allSatisfy(BrowserTest::assertDrawn);
    }

    private static void assertDrawn(Chart chart) {
        assertThat(chart.width()).as(chart.label()).isPositive();
        assertThat(chart.height()).as(chart.label()).isPositive();
        assertThat(chart.series()).as(chart.label()).isNotEmpty();
    }
}
