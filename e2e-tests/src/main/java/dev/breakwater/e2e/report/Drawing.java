package dev.breakwater.e2e.report;

import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.run.Timeline;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Drawings in the style of the report, over one axis of time, for pages that show several runs. */
public final class Drawing {

    private final Frame frame;

    /** @param seconds that the axis is long */
    public Drawing(double seconds, List<Timeline.Event> events) {
        this.frame = new Frame(seconds, events);
    }

    /** A page with nothing outside it. */
    public static String page(String title, String body) {
        return Page.of(title, body);
    }

    /** What the colours of {@link #orders} mean. */
    public static String legend() {
        StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
        for (OrdersChart.Band band : OrdersChart.Band.values()) {
            legend.append("<li><i class=\"" + band.css() + "\"></i>" + Markup.escaped(band.label()) + "</li>");
        }
        return legend.append("</ul>").toString();
    }

    public String orders(List<Sample> orders) {
        return frame.figures(each -> OrdersChart.drawn(each, orders));
    }

    /**
     * Calls per second.
     *
     * @param received how many had been received by a second of the axis
     * @param most that the scale must reach
     */
    public String calls(DoubleUnaryOperator received, double most) {
        return frame.figures(each -> CallsChart.drawn(each, received, most));
    }

    /** How high {@link #calls} would be. */
    public double most(DoubleUnaryOperator received) {
        return CallsChart.most(frame, received);
    }
}
