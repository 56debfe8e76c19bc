package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.load.Sample;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {

    private final SampleRun run = new SampleRun();
    private final String page = HtmlReport.of(run.evidence(true));

    @Test
    void asksNobodyForAnything() {
        assertThat(page).doesNotContain("http://", "https://", "<script", "src=", "@import", "url(", "<link");
    }

    @Test
    void everyDrawingIsWellFormedAndWithinItsFrame() throws Exception {
        assertThat(drawings()).hasSize(2 * 6);
        for (String drawing : drawings()) {
            double widest = drawing.contains("viewBox=\"0 0 960.0 ") ? Frame.WIDTH : Frame.NARROW;
            NodeList rectangles = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(drawing.getBytes(StandardCharsets.UTF_8)))
                    .getElementsByTagName("rect");
            assertThat(rectangles.getLength()).isPositive();
            for (int i = 0; i < rectangles.getLength(); i++) {
                Element box = (Element) rectangles.item(i);
                assertThat(number(box, "x")).isNotNegative();
                assertThat(number(box, "height")).isNotNegative();
                assertThat(number(box, "x") + number(box, "width")).isLessThanOrEqualTo(widest);
            }
        }
    }

    @Test
    void drawsEveryOrderOnce() {
        int drawn = 0;
        Matcher bars =
                Pattern.compile("<title>\\d+ s: (\\d+) ").matcher(drawings().get(0));
        while (bars.find()) {
            drawn += Integer.parseInt(bars.group(1));
        }
        assertThat(drawn).isEqualTo(run.samples().stream().filter(Sample::order).count());
    }

    @Test
    void saysWhatHoldsAndWhatDoesNot() {
        assertThat(page).contains("All 2 invariants hold.");
        assertThat(HtmlReport.of(run.evidence(false)))
                .contains("1 of 2 invariants are violated.")
                .contains("order &lt;b&gt;7&lt;/b&gt; was charged twice");
    }

    @Test
    void saysWhetherGuardsWereOff() {
        assertThat(page).contains("guards all").doesNotContain("Guards were off");
        assertThat(HtmlReport.of(run.evidence(false, "retries"))).contains("Guards were off", "--guards retries");
    }

    @Test
    void tellsHowLongTheBreakerTookToOpen() {
        assertThat(page).contains("<b>1.2 s</b><span>from the fault to open</span>");
    }

    @Test
    void breaksTheLineWhereNobodyCouldTellHowMuchWaited() {
        String depth = drawings().get(6);

        assertThat(depth.split("<polyline class=\"pending\"", -1)).hasSize(1 + 2);
        assertThat(depth.split("<polyline class=\"queued\"", -1)).hasSize(1 + 2);
        assertThat(depth)
                .contains(">32 s: 270 orders wait for their payment<", ">33 s: 290 payments in the queue<")
                .doesNotContain(">33 s: 293 orders");
        assertThat(drawings().get(8)).contains("<title>44 s: 24 s since the oldest was ordered</title>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stripe-outage      | requests_total: 847293               | 1,170         | 1 : 724
            stripe-outage      | circuit_open_duration: &quot;35m&quot;         | 25.3 s        | 10 × 0.012 = 0.120
            stripe-outage      | customer_impact: 0%                  | 0 %           | the same
            stripe-outage      | revenue_protected: $2.1M             | 22,764.00 EUR | 0.011
            db-pool-exhaustion | cache_hit_rate: 94.2%                | 99.5 %        | 1.06
            db-pool-exhaustion | response_time_cache: &quot;12ms (p99)&quot;   | 9 ms          | 0.750
            shipping-cascade   | customer experience maintained       | 0 %           | ''
            """)
    void standsBesideTheSpecificationsOwnFigures(String scenario, String theirs, String ours, String ratio) {
        assertThat(HtmlReport.of(new SampleRun(scenario).evidence(true)))
                .contains("<q>" + theirs + "</q></td><td class=\"n\">" + ours + "</td><td class=\"n\">" + ratio
                        + "</td>");
    }

    @Test
    void saysHowTheComparedConditionsDiffer() {
        assertThat(page).contains("Speed 10 divides waits and windows", "US dollars of real trade");
        assertThat(HtmlReport.of(new SampleRun("db-pool-exhaustion").evidence(true)))
                .contains("The cache&#39;s p99 divided by the healthy one: 0.25 here, 0.27 there.");
    }

    @Test
    void leavesTheSpecificationOutWhereItTellsOfNoSuchIncident() {
        assertThat(HtmlReport.of(new SampleRun("brownout").evidence(true)))
                .contains("The incident in numbers", "25.3 s")
                .doesNotContain("<q>", ">ratio<");
    }

    private List<String> drawings() {
        List<String> drawings = new ArrayList<>();
        for (int from = page.indexOf("<svg"); from >= 0; from = page.indexOf("<svg", from + 1)) {
            drawings.add(page.substring(from, page.indexOf("</svg>", from) + "</svg>".length()));
        }
        return drawings;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
