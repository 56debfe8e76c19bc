package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;

import dev.breakwater.e2e.load.Sample;
import java.util.List;

/** One page that leads to the reports of several runs, a row each. */
public final class ReportIndex {

    private ReportIndex() {}

    /**
     * A run with its report.
     *
     * @param folder of the report, relative to the index
     * @param sparkline its orders by outcome as a drawing; empty for none
     */
    public record Run(String folder, Summary summary, String sparkline) {

        public static Run of(String folder, Evidence evidence) {
            List<Sample> orders =
                    evidence.samples().stream().filter(Sample::order).toList();
            return new Run(
                    folder,
                    evidence.summary(),
                    OrdersChart.sparkline(evidence.summary().durationSeconds(), orders));
        }
    }

    /** The page, with the runs in the order given. */
    public static String of(List<Run> runs) {
        long holding =
                runs.stream().filter(run -> run.summary().everythingHolds()).count();
        StringBuilder page = new StringBuilder("<h1>Breakwater: the outages</h1>\n<p class=\"verdict"
                + (holding == runs.size() ? "" : " violated") + "\">Every invariant holds in " + holding + " of "
                + runs.size() + " runs.</p>\n");
        page.append("<ul class=\"legend\">");
        for (OrdersChart.Band band : OrdersChart.Band.values()) {
            page.append("<li><i class=\"" + band.css() + "\"></i>" + escaped(band.label()) + "</li>");
        }
        page.append("</ul>\n<div class=\"scroll\"><table class=\"figures\"><tr><th>scenario</th><th>verdict</th>"
                + "<th>orders over time</th><th class=\"n\">placed</th><th class=\"n\">failed</th>"
                + "<th class=\"n\">charged twice</th><th class=\"n\">lost</th><th class=\"n\">to open</th>"
                + "<th class=\"n\">not closed</th></tr>\n");
        runs.forEach(run -> page.append(row(run)));
        return Page.of(
                "The outages",
                page.append(
                                "</table></div>\n<p class=\"dim\">Placed: orders that arrived at the shop. Failed: requests of any kind"
                                        + " that were not answered as they should be; where nothing is left to answer with, an honest refusal"
                                        + " counts here too. To open: from the fault to the first opening of its breaker. Not closed: until"
                                        + " its last closing, probes and all. Times are as measured: see each report for its speed.</p>\n")
                        .toString());
    }

    private static String row(Run run) {
        Summary summary = run.summary();
        boolean holds = summary.everythingHolds();
        return "<tr><td class=\"w\"><a href=\"" + escaped(run.folder()) + "/report.html\">"
                + escaped(summary.scenario()) + "</a></td><td class=\"w " + (holds ? "yes\">holds" : "no\">violated")
                + "</td><td>" + run.sparkline() + "</td>"
                + figure(summary.orders().placed())
                + figure(summary.requests().failed())
                + figure(summary.ledger().doubleCharged())
                + figure(summary.ledger().lost())
                + figure(shown(summary, Figure.SECONDS_TO_OPEN))
                + figure(shown(summary, Figure.OPEN_SECONDS)) + "</tr>\n";
    }

    private static String shown(Summary summary, Figure figure) {
        return summary.figure(figure).stream()
                .mapToObj(value -> figure.shown(value, ""))
                .findFirst()
                .orElse("–");
    }

    private static String figure(Object value) {
        return "<td class=\"n\">" + value + "</td>";
    }
}
