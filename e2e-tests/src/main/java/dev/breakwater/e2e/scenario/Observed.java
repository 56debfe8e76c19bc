package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.AuditResult;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.faults.Duty;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Backlog;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that one run left behind, before it is judged.
 *
 * @param seconds from the first arrival being due to the end of the drain
 * @param met the faults whose calls are counted
 * @param backlog what waited for its payment, a reading a second
 * @param books of this run alone
 * @param more invariants that were checked on the way
 */
public record Observed(
        Script script,
        RunClock clock,
        double seconds,
        List<Sample> samples,
        List<Seen> breakers,
        List<Timeline.Event> events,
        List<Met> met,
        List<Backlog> backlog,
        Books books,
        AuditResult audit,
        List<Invariant> more) {

    public Observed {
        samples = List.copyOf(samples);
        breakers = List.copyOf(breakers);
        events = List.copyOf(events);
        met = List.copyOf(met);
        backlog = List.copyOf(backlog);
        more = List.copyOf(more);
    }

    /** When the first thing was broken, in seconds of the run; empty if nothing was. */
    OptionalDouble brokenAt() {
        return events.stream()
                .filter(event -> event.kind() != Timeline.Kind.PHASE)
                .mapToDouble(Timeline.Event::at)
                .min();
    }

    /** The breakers that were promised to open. */
    List<Seen> dutiful() {
        return breakers.stream()
                .filter(seen -> script.scenario().owed().duties().stream()
                        .map(Duty::breaker)
                        .anyMatch(seen.name()::equals))
                .toList();
    }
}
