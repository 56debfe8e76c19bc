package dev.breakwater.e2e.comparison;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.milliseconds;

import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Drawing;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Timeline.Event;
import dev.breakwater.e2e.scenario.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One page with nothing outside it: the runs one above the other over one axis of time, their outages beginning at the same moment. */
public final class ComparisonReport {

    private final Comparison comparison;
    private final Scenario scenario;
    private final List<Aligned> runs;
    private final double seconds;
    private final StringBuilder page = new StringBuilder();

    private ComparisonReport(Comparison comparison, Scenario scenario, List<ComparedRun> runs) {
        double lead = runs.stream().mapToDouble(ComparedRun::brokenAt).max().orElse(0);
        this.comparison = comparison;
        this.scenario = scenario;
        this.runs = runs.stream()
                .map(run -> new Aligned(run, lead - run.brokenAt()))
                .toList();
        this.seconds = this.runs.stream().mapToDouble(Aligned::end).max().orElse(0);
    }

    /** A run on the common axis, which is so much later than its own. */
    private record Aligned(ComparedRun run, double later) {

        double end() {
            return run.answeredAt() + later;
        }

        List<Event> events() {
            return run.events().stream()
                    .map(event -> new Event(event.at() + later, event.kind(), event.text()))
                    .toList();
        }

        List<Sample> orders() {
            return run.orders().stream().map(this::shifted).toList();
        }

        double received(double second) {
            return run.calls().between(0, second - later);
        }

        private Sample shifted(Sample order) {
            return new Sample(
                    order.phase(),
                    order.route(),
                    order.at() + later,
                    order.latencyMs(),
                    order.outcome(),
                    order.status(),
                    order.orderId(),
                    order.totalMinor(),
                    order.currency(),
                    order.degraded(),
                    order.honest(),
                    order.detail());
        }
    }

    public static String of(Comparison comparison, Scenario scenario, List<ComparedRun> runs) {
        return new ComparisonReport(comparison, scenario, runs).written();
    }

    private String written() {
        page.append("<h1>The same outage, with a part of the guards each time</h1>\n<p>"
                + escaped(scenario.story()) + ".</p>\n<p class=\"dim\">scenario <code>"
                + escaped(comparison.scenario()) + "</code> · fault <code>" + escaped(comparison.fault())
                + "</code> · speed " + comparison.speed() + " · seed " + comparison.seed() + "</p>\n");
        verdict();
        table();
        drawings();
        meaning();
        return Drawing.page("the same outage, with a part of the guards each time", page.toString());
    }

    private void verdict() {
        List<Figures> unsafe = comparison.runs().stream()
                .filter(run -> run.doubleCharged() > 0)
                .toList();
        page.append(
                unsafe.isEmpty()
                        ? "<p class=\"verdict\">Nobody was charged twice, whatever was taken away.</p>\n"
                        : "<p class=\"verdict violated\">Orders were charged twice with guards "
                                + escaped(unsafe.stream()
                                        .map(Figures::guards)
                                        .toList()
                                        .toString()) + ".</p>\n");
    }

    private void table() {
        page.append("<h2>In figures</h2>\n<div class=\"scroll\"><table><tr>");
        for (String head : List.of(
                "guards",
                "orders in the outage",
                "primary",
                "degraded",
                "queued",
                "failed",
                "calls an order",
                "p50",
                "p99",
                "charged twice",
                "lost",
                "full service after")) {
            page.append("<th>" + head + "</th>");
        }
        page.append("</tr>\n");
        for (Figures run : comparison.runs()) {
            Figures.Orders outage = run.outage();
            page.append("<tr><td class=\"w\"><b>" + escaped(run.guards()) + "</b></td>");
            for (Object figure : List.of(
                    outage.total(),
                    outage.primary(),
                    outage.degraded(),
                    outage.queued(),
                    outage.failed(),
                    calls(run),
                    milliseconds(run.latencyMs().outage().p50()),
                    milliseconds(run.latencyMs().outage().p99()),
                    run.doubleCharged(),
                    run.lost())) {
                page.append("<td class=\"n\">" + figure + "</td>");
            }
            page.append("<td>" + escaped(run.secondsToFullService().toString()) + "</td></tr>\n");
        }
        page.append("</table></div>\n");
    }

    private static String calls(Figures run) {
        Figures.CallsPerOrder calls = run.callsPerOrder();
        return calls == null
                ? "not counted"
                : String.format(Locale.ROOT, "%.2f → %.2f", calls.healthy(), calls.outage());
    }

    private void drawings() {
        page.append(
                "<h2>Orders per second by outcome, and calls per second to what is broken</h2>\n" + Drawing.legend());
        List<Drawing> drawings = new ArrayList<>();
        double most = 0;
        for (Aligned aligned : runs) {
            Drawing drawing = new Drawing(seconds, aligned.events());
            drawings.add(drawing);
            if (aligned.run().calls().areKnown()) {
                most = Math.max(most, drawing.most(aligned::received));
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            ComparedRun run = runs.get(i).run();
            page.append("<h2>" + escaped(run.guards().label()) + "</h2>\n<p class=\"dim\">"
                    + escaped(run.guards().description()) + "</p>\n"
                    + drawings.get(i).orders(runs.get(i).orders()));
            if (run.calls().areKnown()) {
                page.append(drawings.get(i).calls(runs.get(i)::received, most));
            }
        }
    }

    private void meaning() {
        page.append(
                "<h2>How to read it</h2>\n<p>Each run is of a system of its own start, with the same seed; the one thing that"
                        + " differs is <code>" + escaped(String.join(" | ", Guards.labels()))
                        + "</code>. Orders are counted by when they"
                        + " were due, and latency from then on. <b>Primary</b> is served in full, <b>degraded</b> by something that stood in,"
                        + " <b>queued</b> accepted with the payment pending, <b>failed</b> everything else.</p>\n");
        page.append(
                "<p><b>Calls an order</b>: all calls that the broken provider received, by its own count, for each order: healthy →"
                        + " outage.</p>\n");
        page.append(String.format(
                Locale.ROOT,
                "<p><b>Full service after</b>: seconds from the end of the fault to the first moment after which, for %.0f s, every"
                        + " order is primary and the 99th percentile is at most twice the healthy one (or %.0f ms).</p>%n",
                Recovery.CALM_SECONDS,
                Pace.limit(0)));
        page.append(
                "<p>Without guards what the code does of its own stays: an order that could not be finished is stored and resumed,"
                        + " and a payment that is asked for a second time is answered from its record and settled later. So a second"
                        + " attempt can get an order accepted though no charge gets through, and no order is charged twice.</p>\n");
        page.append("<p class=\"dim\">The report of each run is in the folder of its name beside this page.</p>\n");
    }
}
