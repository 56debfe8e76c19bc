package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
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
        assertThat(drawings()).hasSize(3);
        for (String drawing : drawings()) {
            NodeList rectangles = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(drawing.getBytes(StandardCharsets.UTF_8)))
                    .getElementsByTagName("rect");
            assertThat(rectangles.getLength()).isPositive();
            for (int i = 0; i < rectangles.getLength(); i++) {
                Element box = (Element) rectangles.item(i);
                assertThat(number(box, "x")).isNotNegative();
                assertThat(number(box, "height")).isNotNegative();
                assertThat(number(box, "x") + number(box, "width")).isLessThanOrEqualTo(Frame.WIDTH);
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
        assertThat(drawn).isEqualTo(run.samples().size());
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
