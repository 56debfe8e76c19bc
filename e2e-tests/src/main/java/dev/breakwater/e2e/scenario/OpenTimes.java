package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.run.RunClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When at least one of some breakers was not closed: from its opening to its closing, probes and all. */
record OpenTimes(List<Span> spans) {

    /** From one second of the run until just before another. */
    record Span(double from, double to) {}

    OpenTimes {
        spans = List.copyOf(spans);
    }

    /** @param end of the run in seconds, for what is not closed by then */
    static OpenTimes of(List<Seen> breakers, RunClock clock, double end) {
        return new OpenTimes(united(breakers.stream()
                .flatMap(seen -> spans(seen.transitions(), clock, end).stream())
                .sorted(Comparator.comparingDouble(Span::from))
                .toList()));
    }

    private static List<Span> spans(List<Transition> steps, RunClock clock, double end) {
        List<Span> spans = new ArrayList<>();
        // one that begins in another state was left so by an earlier run
        double since = 0;
        boolean closed = steps.isEmpty() || steps.get(0).from() == BreakerState.CLOSED;
        for (Transition step : steps) {
            double at = clock.seconds(step.at());
            if (closed) {
                since = at;
            } else if (step.to() == BreakerState.CLOSED) {
                spans.add(new Span(since, at));
            }
            closed = step.to() == BreakerState.CLOSED;
        }
        if (!closed) {
            spans.add(new Span(since, end));
        }
        return spans;
    }

    private static List<Span> united(List<Span> sorted) {
        List<Span> united = new ArrayList<>();
        for (Span span : sorted) {
            int last = united.size() - 1;
            if (last >= 0 && span.from() <= united.get(last).to()) {
                Span before = united.get(last);
                united.set(last, new Span(before.from(), Math.max(before.to(), span.to())));
            } else {
                united.add(span);
            }
        }
        return united;
    }

    double seconds() {
        return spans.stream().mapToDouble(span -> span.to() - span.from()).sum();
    }

    boolean has(double second) {
        return spans.stream().anyMatch(span -> span.from() <= second && second < span.to());
    }
}
