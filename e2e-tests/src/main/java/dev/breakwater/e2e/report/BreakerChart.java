package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.number;

import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.run.RunClock;
import java.util.List;

/** One band for each breaker, coloured by its state. */
final class BreakerChart {

    private static final double ROW = 34;
    private static final double BAND = 14;

    private BreakerChart() {}

    static String drawn(Frame frame, RunClock clock, double seconds, List<Seen> breakers) {
        StringBuilder picture = new StringBuilder();
        double y = frame.top();
        for (Seen breaker : breakers) {
            picture.append("<text class=\"row\" x=\"" + number(frame.x(0)) + "\" y=\"" + number(y + 13) + "\">"
                    + escaped(breaker.name()) + " <tspan class=\"dim\">in " + escaped(breaker.service())
                    + "</tspan></text>");
            BreakerState state = atFirst(breaker);
            double since = 0;
            for (Transition step : breaker.transitions()) {
                double at = clock.seconds(step.at());
                picture.append(band(frame, y, state, since, at));
                state = step.to();
                since = at;
            }
            picture.append(band(frame, y, state, since, seconds));
            y += ROW;
        }
        return frame.around("Breaker states over time", ROW * breakers.size(), picture.toString());
    }

    private static BreakerState atFirst(Seen breaker) {
        return breaker.transitions().isEmpty()
                ? breaker.now()
                : breaker.transitions().get(0).from();
    }

    private static String band(Frame frame, double y, BreakerState state, double from, double to) {
        double x = frame.x(from);
        return "<rect class=\"s-" + state.label() + "\" x=\"" + number(x) + "\" width=\""
                + number(Math.max(0.8, frame.x(to) - x)) + "\" y=\"" + number(y + 17) + "\" height=\"" + number(BAND)
                + "\"><title>" + state.label() + " from " + number(from) + " s to " + number(to)
                + " s</title></rect>";
    }
}
