package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.milliseconds;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Summary.Percentiles;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Timeline;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person sees while it runs. Colours only on a terminal; every line stands by itself. Thread-safe. */
public final class Console {

    private static final double RECENT_SECONDS = 5;
    /** Where breakers do nothing that anybody has to see; without guards all are disabled. */
    private static final Set<BreakerState> QUIET = EnumSet.of(BreakerState.CLOSED, BreakerState.DISABLED);

    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String BOLD = "1";

    private final PrintStream out;
    private final boolean colours;

    public Console(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    public void line(String text) {
        out.println(text);
    }

    public void event(Timeline.Event event) {
        out.println(paint(BOLD, String.format(Locale.ROOT, "%5.0f s  ── %s", event.at(), event.text())));
    }

    /** The line of this second. */
    public void second(double now, List<Sample> samples, int inFlight, List<Seen> breakers, long waiting) {
        List<Sample> orders = samples.stream().filter(Sample::order).toList();
        Percentiles recent = Latency.of(orders.stream()
                .filter(order -> order.answeredAt() > now - RECENT_SECONDS)
                .mapToDouble(Sample::latencyMs));
        long failed = count(samples, Outcome.FAILED);
        out.println(String.format(
                Locale.ROOT,
                "%5.0f s  orders %4d  confirmed %4d  refused %3d  degraded %2d  queued %4d  %s │ in flight %3d │ p50 %s p99 %s │ %s │ waiting %d",
                now,
                orders.size(),
                orders.stream()
                        .filter(order -> order.outcome() == Outcome.PRIMARY && order.status() == 201)
                        .count(),
                orders.stream()
                        .filter(order -> order.outcome() == Outcome.PRIMARY && order.status() != 201)
                        .count(),
                count(samples, Outcome.DEGRADED),
                count(samples, Outcome.QUEUED),
                failed == 0 ? "failed 0" : paint(RED, "failed " + failed),
                inFlight,
                milliseconds(recent.p50()),
                milliseconds(recent.p99()),
                states(breakers),
                waiting));
    }

    /** The verdict as a table, what does not hold last so that it is not scrolled away. */
    public void verdict(Summary summary) {
        out.println();
        for (boolean holds : new boolean[] {true, false}) {
            for (Invariant fact : summary.invariants()) {
                if (fact.holds() == holds) {
                    String mark = holds ? paint(GREEN, "  holds   ") : paint(RED, "  VIOLATED");
                    out.println(mark + String.format(Locale.ROOT, "  %-36s %s", fact.name(), fact.detail()));
                }
            }
        }
        Summary.Orders orders = summary.orders();
        Summary.Ledger ledger = summary.ledger();
        out.println();
        out.println("  orders    placed " + orders.placed() + ", confirmed " + orders.confirmed() + ", declined "
                + orders.declined() + ", rejected " + orders.rejected() + ", pending " + orders.pending());
        out.println("  requests  " + summary.requests().total() + ": primary "
                + summary.requests().primary() + ", degraded "
                + summary.requests().degraded() + ", queued "
                + summary.requests().queued() + ", failed " + summary.requests().failed());
        out.println("  ledger    charges " + ledger.providerCharges() + ", doubleCharged " + ledger.doubleCharged()
                + ", unmatched " + ledger.unmatched() + ", lost " + ledger.lost());
        out.println("  latency   healthy " + shown(summary.latencyMs().healthy()) + ", outage "
                + shown(summary.latencyMs().outage()));
        out.println();
        out.println(
                summary.everythingHolds()
                        ? paint(GREEN, "  Every invariant holds.")
                        : paint(RED, "  Not every invariant holds."));
        if (summary.lacksGuards()) {
            out.println(paint(BOLD, "  Guards were off: the services ran with --guards " + summary.guards() + "."));
        }
    }

    private static String shown(Percentiles percentiles) {
        return "p50 " + milliseconds(percentiles.p50()) + " p99 " + milliseconds(percentiles.p99());
    }

    private static long count(List<Sample> samples, Outcome outcome) {
        return samples.stream().filter(sample -> sample.outcome() == outcome).count();
    }

    private String states(List<Seen> breakers) {
        return breakers.stream()
                .filter(seen -> seen.name().equals("stripe") || !QUIET.contains(seen.now()))
                .map(seen -> seen.name() + " "
                        + paint(
                                seen.now() == BreakerState.CLOSED ? GREEN : RED,
                                seen.now().label()))
                .collect(Collectors.joining(", "));
    }

    private String paint(String colour, String text) {
        return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
