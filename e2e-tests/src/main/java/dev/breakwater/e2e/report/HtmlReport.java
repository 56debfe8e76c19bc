package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.milliseconds;

import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Timeline;
import java.util.List;
import java.util.Locale;

/** One page with nothing outside it: what was done, what came of it, and the proof. */
public final class HtmlReport {

    private final Evidence evidence;
    private final Summary summary;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(Evidence evidence) {
        this.evidence = evidence;
        this.summary = evidence.summary();
    }

    public static String of(Evidence evidence) {
        return new HtmlReport(evidence).written();
    }

    private String written() {
        head();
        cards();
        page.append(Drawings.of(evidence));
        events();
        page.append(IncidentTable.of(evidence));
        invariants();
        money();
        breakers();
        compression();
        return Page.of(summary.scenario(), page.toString());
    }

    private void head() {
        long violated =
                summary.invariants().stream().filter(fact -> !fact.holds()).count();
        page.append("<h1>" + escaped(summary.scenario()) + ": "
                + escaped(evidence.scenario().story())
                + "</h1>\n<p class=\"dim\">fault <code>"
                + escaped(Fault.names(evidence.scenario().faults())) + "</code> · chaos "
                + (evidence.chaos() ? "kill" : "none") + " · guards " + escaped(summary.guards()) + " · speed "
                + summary.speed() + " · seed " + summary.seed()
                + " · " + summary.durationSeconds() + " s · "
                + escaped(evidence.clock().started().toString()) + "</p>\n");
        page.append(
                violated == 0
                        ? "<p class=\"verdict\">All " + summary.invariants().size() + " invariants hold.</p>\n"
                        : "<p class=\"verdict violated\">" + violated + " of "
                                + summary.invariants().size() + " invariants are violated.</p>\n");
        if (summary.lacksGuards()) {
            page.append("<p><b>Guards were off</b>: the services ran with <code>--guards " + escaped(summary.guards())
                    + "</code>. What is violated is what the others are for.</p>\n");
        }
    }

    private void cards() {
        page.append("<div class=\"cards\">");
        card(summary.orders().placed(), "orders placed");
        card(summary.requests().failed(), "requests failed");
        card(summary.requests().queued(), "accepted while payment waited");
        card(summary.ledger().providerCharges(), "charges at Stripe");
        card(summary.ledger().doubleCharged(), "orders charged twice");
        card(summary.ledger().unmatched(), "unmatched");
        card(summary.ledger().lost(), "lost");
        for (Figure figure : List.of(Figure.SECONDS_TO_OPEN, Figure.OPEN_SECONDS)) {
            summary.figure(figure).ifPresent(value -> card(figure.shown(value, ""), figure.meaning()));
        }
        page.append("</div>\n");
    }

    private void card(Object figure, String meaning) {
        page.append("<div><b>" + figure + "</b><span>" + escaped(meaning) + "</span></div>");
    }

    private void events() {
        page.append("<h2>What was done to the system</h2>\n<div class=\"scroll\"><table class=\"rows\">");
        int number = 0;
        for (Timeline.Event event : evidence.events()) {
            if (event.kind() != Timeline.Kind.PHASE) {
                page.append("<tr><td class=\"n\">" + ++number + "</td><td class=\"n\">" + time(event.at()) + "</td><td>"
                        + escaped(event.text()) + "</td></tr>");
            }
        }
        page.append("</table></div>\n");
    }

    private void invariants() {
        page.append("<h2>Invariants</h2>\n<div class=\"scroll\"><table class=\"rows\">");
        for (Invariant fact : summary.invariants()) {
            page.append(
                    "<tr><td class=\"w " + (fact.holds() ? "yes\">holds" : "no\">violated") + "</td><td class=\"w\">"
                            + escaped(fact.name()) + "</td><td>" + escaped(fact.detail()) + "</td></tr>");
        }
        page.append("</table></div>\n");
    }

    private void money() {
        Summary.Orders orders = summary.orders();
        Summary.Payments payments = summary.payments();
        Summary.Requests requests = summary.requests();
        page.append("<h2>Orders and money</h2>\n<div class=\"scroll\"><table class=\"rows\">");
        figures(
                "requests",
                requests.total(),
                "primary " + requests.primary() + " · degraded " + requests.degraded() + " · queued "
                        + requests.queued() + " · failed " + requests.failed());
        figures(
                "orders placed",
                orders.placed(),
                "confirmed " + orders.confirmed() + " · declined "
                        + orders.declined() + " · rejected for want of stock " + orders.rejected()
                        + " · pending at the end "
                        + orders.pending());
        figures(
                "charges at Stripe",
                summary.ledger().providerCharges(),
                "at once " + payments.charged() + " · after the queue " + payments.queuedThenCharged());
        figures("declined after the queue", payments.queuedThenDeclined(), "stock released, the customer told");
        figures("in review", payments.inReview(), "waiting for a person");
        figures("charged twice", summary.ledger().doubleCharged(), "orders with more than one succeeded charge");
        figures("unmatched", summary.ledger().unmatched(), "order, payment record and charge contradict one another");
        figures("lost", summary.ledger().lost(), "acknowledged and gone, or never final");
        figures(
                "latency, healthy",
                "p50 " + milliseconds(summary.latencyMs().healthy().p50()),
                "p99 " + milliseconds(summary.latencyMs().healthy().p99()));
        figures(
                "latency, outage",
                "p50 " + milliseconds(summary.latencyMs().outage().p50()),
                "p99 " + milliseconds(summary.latencyMs().outage().p99()));
        page.append("</table></div>\n");
    }

    private void figures(String what, Object figure, String detail) {
        page.append("<tr><td>" + escaped(what) + "</td><td class=\"n\">" + escaped(String.valueOf(figure)) + "</td><td>"
                + escaped(detail) + "</td></tr>");
    }

    private void breakers() {
        page.append(
                "<h2>Transitions</h2>\n<div class=\"scroll\"><table class=\"rows\"><tr class=\"head\"><th>at</th><th>breaker</th><th>step</th><th>cause</th></tr>");
        for (Summary.Breaker breaker : summary.breakers()) {
            for (Summary.Step step : breaker.transitions()) {
                row(
                        time(step.t()),
                        escaped(breaker.name()),
                        escaped(step.from() + " → " + step.to()),
                        escaped(step.cause()));
            }
        }
        page.append("</table></div>\n");
    }

    private void compression() {
        page.append("<h2>What the speed divides</h2>\n");
        page.append(
                summary.speed() == 1
                        ? "<p>Nothing: this run was in real time.</p>\n"
                        : "<p>Speed " + summary.speed() + " divides waits and windows by " + summary.speed()
                                + ": how long a breaker stays open before it probes, the windows over which it counts, the"
                                + " pauses of drains, relays and redeliveries, and the lengths of the phases, but for the"
                                + " warm-up.</p>\n");
        page.append(String.format(
                Locale.ROOT,
                "<p>No phase is shorter than the machine bears: in this run at most %.1f orders a second, as the warm-up found"
                        + " out.</p>%n",
                evidence.perSecond()));
        page.append(
                "<p>It never divides counts (calls needed to judge, probes needed to close, orders placed) nor the time"
                        + " limits of calls: real processes do not run faster for it. The chart's seconds are real ones.</p>\n");
        page.append(
                "<p class=\"dim\">Arrivals are open-loop: each order starts at its moment of a seeded random schedule"
                        + " whatever became of the others, is never tried again by the driver, and its latency counts from that"
                        + " moment. An answer is judged by its content, not by its status alone.</p>\n");
    }

    private void row(String first, String second, String... rest) {
        page.append("<tr><td class=\"n\">" + first + "</td><td class=\"w\">" + second + "</td>");
        for (String cell : rest) {
            page.append("<td>" + cell + "</td>");
        }
        page.append("</tr>");
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
