package dev.breakwater.e2e.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.report.Markup;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Guards;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same outage several ways, as {@code summary.json} holds it.
 *
 * @param fault what broke, as the command line has it
 * @param runs one for each way
 */
public record Comparison(String scenario, String fault, int speed, long seed, List<Figures> runs) {

    public Comparison {
        runs = List.copyOf(runs);
    }

    /** Compares runs of one scenario, at least one. */
    public static Comparison of(Scenario scenario, List<ComparedRun> runs) {
        Summary first = runs.get(0).summary();
        return new Comparison(
                first.scenario(),
                Fault.names(scenario.faults()),
                first.speed(),
                first.seed(),
                runs.stream().map(ComparedRun::figures).toList());
    }

    /** The figures for a terminal, a line for each run. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "  orders of the outage      primary  degraded  queued  failed  calls/order    p99   full service after");
        for (Figures run : runs) {
            Figures.CallsPerOrder calls = run.callsPerOrder();
            lines.add(String.format(
                    Locale.ROOT,
                    "  guards %-8s %4d orders  %7d  %8d  %6d  %6d  %11s  %5s  %s",
                    run.guards(),
                    run.outage().total(),
                    run.outage().primary(),
                    run.outage().degraded(),
                    run.outage().queued(),
                    run.outage().failed(),
                    calls == null ? "not counted" : String.format(Locale.ROOT, "%.2f", calls.outage()),
                    Markup.milliseconds(run.latencyMs().outage().p99()),
                    run.secondsToFullService()));
        }
        return lines;
    }

    /** Whether all guards together keep every promise, and nobody is charged twice whatever is taken away. */
    @JsonIgnore
    public boolean isGood() {
        return runs.stream().allMatch(run -> run.doubleCharged() == 0)
                && runs.stream()
                        .filter(run -> run.guards().equals(Guards.ALL.label()))
                        .allMatch(run -> run.violated().isEmpty());
    }
}
