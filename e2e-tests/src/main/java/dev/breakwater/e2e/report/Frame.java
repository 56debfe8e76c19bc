package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.number;

import dev.breakwater.e2e.run.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What all drawings share: the axis of time, the phases behind, and the marks of what was done to the system. */
final class Frame {

    static final double WIDTH = 960;
    private static final double LEFT = 64;
    private static final double RIGHT = 12;
    private static final double TOP = 30;
    private static final double BOTTOM = 26;
    private static final int MOST_BINS = 150;
    private static final int[] BINS = {1, 2, 5, 10, 20, 30, 60, 120, 300};
    private static final int[] TICKS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600};

    private final double seconds;
    private final List<Timeline.Event> events;

    Frame(double seconds, List<Timeline.Event> events) {
        this.seconds = Math.max(1, seconds);
        this.events = events;
    }

    /** Seconds that one bar or point stands for. */
    int bin() {
        for (int bin : BINS) {
            if (seconds / bin <= MOST_BINS) {
                return bin;
            }
        }
        return BINS[BINS.length - 1];
    }

    int bins() {
        return (int) Math.ceil(seconds / bin());
    }

    double x(double second) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(seconds, Math.max(0, second)) / seconds;
    }

    double top() {
        return TOP;
    }

    /** The drawing around a picture of so many pixels of height. */
    String around(String title, double height, String picture) {
        double bottom = TOP + height;
        StringBuilder svg = new StringBuilder("<svg role=\"img\" aria-label=\"" + escaped(title) + "\" viewBox=\"0 0 "
                + number(WIDTH) + " " + number(bottom + BOTTOM) + "\">");
        phases(svg, bottom);
        svg.append(picture);
        marks(svg, bottom);
        time(svg, bottom);
        return svg.append("</svg>").toString();
    }

    /** A horizontal line with what it stands for. */
    String level(double y, String label) {
        return "<line class=\"grid\" x1=\"" + number(LEFT) + "\" x2=\"" + number(WIDTH - RIGHT) + "\" y1=\"" + number(y)
                + "\" y2=\"" + number(y) + "\"/><text class=\"tick\" text-anchor=\"end\" x=\"" + number(LEFT - 6)
                + "\" y=\"" + number(y + 4) + "\">" + escaped(label) + "</text>";
    }

    private void phases(StringBuilder svg, double bottom) {
        List<Timeline.Event> starts = new ArrayList<>(events.stream()
                .filter(event -> event.kind() == Timeline.Kind.PHASE)
                .toList());
        for (int i = 0; i < starts.size(); i++) {
            double from = x(starts.get(i).at());
            double to = i + 1 < starts.size() ? x(starts.get(i + 1).at()) : x(seconds);
            String name = starts.get(i).text();
            svg.append("<rect class=\"phase ")
                    .append(name.equals("outage") ? "broken" : i % 2 == 0 ? "even" : "odd")
                    .append("\" x=\"" + number(from) + "\" width=\"" + number(Math.max(0, to - from)) + "\" y=\""
                            + number(TOP) + "\" height=\"" + number(bottom - TOP) + "\"/>");
            if (to - from > 7.0 * name.length()) {
                svg.append("<text class=\"name\" text-anchor=\"middle\" x=\"" + number((from + to) / 2) + "\" y=\"12\">"
                        + escaped(name) + "</text>");
            }
        }
    }

    private void marks(StringBuilder svg, double bottom) {
        int number = 0;
        for (Timeline.Event event : events) {
            if (event.kind() == Timeline.Kind.PHASE) {
                continue;
            }
            number++;
            String x = number(x(event.at()));
            svg.append("<g class=\"mark ")
                    .append(event.kind() == Timeline.Kind.KILL ? "kill" : "fault")
                    .append("\"><title>" + escaped(event.text()) + "</title><line x1=\"" + x + "\" x2=\"" + x
                            + "\" y1=\"" + number(TOP - 4) + "\" y2=\"" + number(bottom) + "\"/><circle r=\"7\" cx=\""
                            + x + "\" cy=\"" + number(TOP - 8) + "\"/><text text-anchor=\"middle\" x=\"" + x + "\" y=\""
                            + number(TOP - 4.5) + "\">" + number + "</text></g>");
        }
    }

    private void time(StringBuilder svg, double bottom) {
        int step = TICKS[TICKS.length - 1];
        for (int tick : TICKS) {
            if (seconds / tick <= 14) {
                step = tick;
                break;
            }
        }
        for (int second = 0; second <= seconds; second += step) {
            svg.append("<text class=\"tick\" text-anchor=\"middle\" x=\"" + number(x(second)) + "\" y=\""
                    + number(bottom + 17) + "\">" + second + (second == 0 ? " s" : "") + "</text>");
        }
    }
}
