package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.number;

import dev.breakwater.e2e.run.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What all drawings share: the axis of time, the phases behind, and the numbered marks of what was done to the system, one above another
 * where they are close together.
 */
final class Frame {

    static final double WIDTH = 960;
    /** For a phone: there the whole axis is on the screen at once, and its letters are as large as elsewhere. */
    static final double NARROW = 380;

    private static final double LEFT = 52;
    private static final double RIGHT = 10;
    /** For the names of the phases. */
    private static final double NAMES = 14;

    private static final double LANE = 16;
    private static final double DOT = 7;
    private static final double BOTTOM = 26;
    private static final double LEAST_BIN = 5;
    private static final double LEAST_TICK = 58;
    private static final int[] BINS = {1, 2, 5, 10, 20, 30, 60, 120, 300};
    private static final int[] TICKS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600};

    private final double width;
    private final double seconds;
    private final List<Timeline.Event> events;
    private final List<Mark> marks;
    private final double top;

    /** @param lane how many others it stands above */
    private record Mark(Timeline.Event event, double x, int lane) {}

    Frame(double seconds, List<Timeline.Event> events) {
        this(seconds, events, WIDTH);
    }

    private Frame(double seconds, List<Timeline.Event> events, double width) {
        this.width = width;
        this.seconds = Math.max(1, seconds);
        this.events = events;
        this.marks = marks();
        this.top = NAMES + LANE * (1 + marks.stream().mapToInt(Mark::lane).max().orElse(0));
    }

    /** What is drawn on this, and again for narrow screens: the page's style shows one of the two. */
    String figures(Function<Frame, String> drawing) {
        return "<figure class=\"wide\">" + drawing.apply(this) + "</figure>\n<figure class=\"narrow\">"
                + drawing.apply(narrow()) + "</figure>\n";
    }

    /** The same for a narrow screen. */
    Frame narrow() {
        return new Frame(seconds, events, NARROW);
    }

    private List<Mark> marks() {
        List<Mark> placed = new ArrayList<>();
        for (Timeline.Event event : events) {
            if (event.kind() == Timeline.Kind.PHASE) {
                continue;
            }
            double x = x(event.at());
            int lane = 0;
            while (isTaken(placed, lane, x)) {
                lane++;
            }
            placed.add(new Mark(event, x, lane));
        }
        return placed;
    }

    private static boolean isTaken(List<Mark> placed, int lane, double x) {
        return placed.stream().anyMatch(mark -> mark.lane() == lane && Math.abs(mark.x() - x) < LANE);
    }

    /** Seconds that one bar or point stands for. */
    int bin() {
        for (int bin : BINS) {
            if (bin * (width - LEFT - RIGHT) / seconds >= LEAST_BIN) {
                return bin;
            }
        }
        return BINS[BINS.length - 1];
    }

    int bins() {
        return (int) Math.ceil(seconds / bin());
    }

    double x(double second) {
        return LEFT + (width - LEFT - RIGHT) * Math.min(seconds, Math.max(0, second)) / seconds;
    }

    double top() {
        return top;
    }

    /** The drawing around a picture of so many pixels of height. */
    String around(String title, double height, String picture) {
        double bottom = top + height;
        StringBuilder svg = new StringBuilder("<svg role=\"img\" aria-label=\"" + escaped(title) + "\" viewBox=\"0 0 "
                + number(width) + " " + number(bottom + BOTTOM) + "\">");
        phases(svg, bottom);
        svg.append(picture);
        marks(svg, bottom);
        time(svg, bottom);
        return svg.append("</svg>").toString();
    }

    /** A horizontal line with what it stands for. */
    String level(double y, String label) {
        return "<line class=\"grid\" x1=\"" + number(LEFT) + "\" x2=\"" + number(width - RIGHT) + "\" y1=\"" + number(y)
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
                            + number(top) + "\" height=\"" + number(bottom - top) + "\"/>");
            if (to - from > 7.0 * name.length()) {
                svg.append("<text class=\"name\" text-anchor=\"middle\" x=\"" + number((from + to) / 2) + "\" y=\"12\">"
                        + escaped(name) + "</text>");
            }
        }
    }

    /** The lines first: none may cross out the number of another. */
    private void marks(StringBuilder svg, double bottom) {
        for (Mark mark : marks) {
            String x = number(mark.x());
            svg.append("<line class=\"mark " + css(mark) + "\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\""
                    + number(y(mark)) + "\" y2=\"" + number(bottom) + "\"/>");
        }
        int number = 0;
        for (Mark mark : marks) {
            number++;
            String x = number(mark.x());
            svg.append("<g class=\"mark " + css(mark) + "\"><title>"
                    + escaped(mark.event().text()) + "</title><circle r=\""
                    + number(DOT) + "\" cx=\"" + x + "\" cy=\"" + number(y(mark))
                    + "\"/><text text-anchor=\"middle\" x=\"" + x + "\" y=\"" + number(y(mark) + 3.5) + "\">" + number
                    + "</text></g>");
        }
    }

    private double y(Mark mark) {
        return top - DOT - 1 - LANE * mark.lane();
    }

    private static String css(Mark mark) {
        return mark.event().kind() == Timeline.Kind.KILL ? "kill" : "fault";
    }

    private void time(StringBuilder svg, double bottom) {
        int step = TICKS[TICKS.length - 1];
        for (int tick : TICKS) {
            if (tick * (width - LEFT - RIGHT) / seconds >= LEAST_TICK) {
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
