package dev.breakwater.e2e.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.report.ReportIndex.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportIndexTest {

    private final Evidence good = new SampleRun("stripe-outage").evidence(true);
    private final Evidence bad = new SampleRun("herd").evidence(false);

    @Test
    void everyRunHasARowThatLeadsToItsReport() {
        String page = ReportIndex.of(List.of(Run.of("stripe-outage", good), Run.of("the herd's", bad)));

        assertThat(page)
                .contains("Every invariant holds in 1 of 2 runs.")
                .containsSubsequence(
                        "<a href=\"stripe-outage/report.html\">stripe-outage</a>",
                        "holds",
                        "<svg class=\"spark\"",
                        "<td class=\"n\">1150</td>",
                        "<td class=\"n\">1.2 s</td><td class=\"n\">25.3 s</td>",
                        "<a href=\"the herd&#39;s/report.html\">herd</a>",
                        "violated");
    }

    @Test
    void aRunWhoseBreakerNeverOpenedHasNoTimes() {
        Summary known = good.summary();
        Summary unknown = new Summary(
                "partial",
                1,
                1,
                "all",
                1,
                known.requests(),
                known.orders(),
                known.payments(),
                known.ledger(),
                List.of(),
                known.latencyMs(),
                known.invariants(),
                Map.of());

        assertThat(ReportIndex.of(List.of(new Run("partial", unknown, ""))))
                .contains("<td class=\"n\">–</td><td class=\"n\">–</td>")
                .doesNotContain("<svg");
    }

    @Test
    void asksNobodyForAnything() {
        assertThat(ReportIndex.of(List.of(Run.of("herd", bad))))
                .doesNotContain("http://", "https://", "<script", "src=", "@import", "url(", "<link");
    }
}
