package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;

import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.faults.Duty;
import dev.breakwater.e2e.load.Sample;
import java.util.List;
import java.util.function.Function;

/** All drawings of a run, one below the other, over one axis of time; each of them twice, for wide screens and paper and for narrow screens. */
final class Drawings {

    private final Evidence evidence;
    private final Frame frame;
    private final StringBuilder page = new StringBuilder();

    private Drawings(Evidence evidence) {
        this.evidence = evidence;
        this.frame = new Frame(evidence.summary().durationSeconds(), evidence.events());
    }

    static String of(Evidence evidence) {
        Drawings drawings = new Drawings(evidence);
        drawings.orders();
        drawings.latency();
        drawings.backlog();
        drawings.breakers();
        return drawings.page.toString();
    }

    private void orders() {
        heading("Orders per second, by outcome");
        for (OrdersChart.Band band : OrdersChart.Band.values()) {
            legend(band.css(), band.label());
        }
        figure(frame -> OrdersChart.drawn(frame, samples(true)));
    }

    private void latency() {
        heading("Latency, from the moment each was due: orders");
        latencyLegend();
        figure(frame ->
                new LatencyChart(frame, evidence.samples()).drawn("Latency of orders, logarithmic", samples(true)));
        heading("Latency: pages, quotes and registrations");
        latencyLegend();
        figure(frame ->
                new LatencyChart(frame, evidence.samples()).drawn("Latency of pages, logarithmic", samples(false)));
    }

    private void latencyLegend() {
        legend("p50", "median");
        legend("p99", "99th percentile");
        legend("band", "between them");
    }

    private List<Sample> samples(boolean orders) {
        return evidence.samples().stream()
                .filter(sample -> sample.order() == orders)
                .toList();
    }

    private void backlog() {
        heading("Payments that wait");
        legend("pending", "orders whose payment is to come, by the order database");
        legend("queued", "of these in the queue");
        figure(frame -> new BacklogChart(frame, evidence.backlog()).depth());
        heading("Age of the oldest payment that waits, in seconds");
        legend("age", "since its order was placed");
        figure(frame -> new BacklogChart(frame, evidence.backlog()).age());
    }

    private void breakers() {
        List<String> owed =
                evidence.scenario().owed().duties().stream().map(Duty::breaker).toList();
        List<Seen> moved = evidence.breakers().stream()
                .filter(seen ->
                        owed.contains(seen.name()) || !seen.transitions().isEmpty())
                .toList();
        heading("Breaker states");
        legend("s-closed", "closed");
        legend("s-half-open", "half-open");
        legend("s-open", "open");
        if (evidence.summary().lacksGuards()) {
            legend("s-disabled", "disabled");
        }
        figure(frame ->
                BreakerChart.drawn(frame, evidence.clock(), evidence.summary().durationSeconds(), moved));
        int still = evidence.breakers().size() - moved.size();
        page.append("<p class=\"dim\">" + (still == 1 ? "1 other breaker" : still + " other breakers")
                + (evidence.summary().lacksGuards() ? " did not change." : " stayed closed throughout.") + "</p>\n");
    }

    private void heading(String text) {
        page.append("<h2>" + escaped(text) + "</h2>\n<ul class=\"legend\">");
    }

    private void legend(String css, String label) {
        page.append("<li><i class=\"" + css + "\"></i>" + escaped(label) + "</li>");
    }

    private void figure(Function<Frame, String> drawing) {
        page.append("</ul>" + frame.figures(drawing));
    }
}
