package dev.breakwater.e2e.report;

import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline;
import java.util.List;

/**
 * What the report is drawn from.
 *
 * @param perSecond orders a second in the busiest phase
 * @param backlog what waited for its payment, a reading a second
 */
public record Evidence(
        Summary summary,
        Scenario scenario,
        boolean chaos,
        double perSecond,
        RunClock clock,
        List<Sample> samples,
        List<Seen> breakers,
        List<Timeline.Event> events,
        List<Backlog> backlog) {

    public Evidence {
        samples = List.copyOf(samples);
        breakers = List.copyOf(breakers);
        events = List.copyOf(events);
        backlog = List.copyOf(backlog);
    }
}
