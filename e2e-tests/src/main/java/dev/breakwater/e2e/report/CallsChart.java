package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.number;

import java.util.function.DoubleUnaryOperator;

/** Calls per second that what is broken receives. */
final class CallsChart {

    private static final double HEIGHT = 90;

    private CallsChart() {}

    /**
     * Draws.
     *
     * @param received how many calls had been received by a second of the axis
     * @param most calls a second that the scale must reach, so that several drawings can have the same
     */
    static String drawn(Frame frame, DoubleUnaryOperator received, double most) {
        double ceiling = Math.max(1, most);
        StringBuilder picture = new StringBuilder();
        for (double level : new double[] {0, ceiling / 2, ceiling}) {
            picture.append(frame.level(y(frame, level, ceiling), number(level).replace(".0", "")));
        }
        for (int bin = 0; bin < frame.bins(); bin++) {
            double rate = rate(frame, received, bin);
            double from = frame.x(bin * frame.bin());
            double width = Math.max(0.5, frame.x((bin + 1) * frame.bin()) - from - 0.6);
            double y = y(frame, rate, ceiling);
            picture.append("<rect class=\"b1\" x=\"" + number(from) + "\" width=\"" + number(width) + "\" y=\""
                    + number(y) + "\" height=\"" + number(y(frame, 0, ceiling) - y) + "\"><title>" + bin * frame.bin()
                    + " s: " + number(rate) + " calls a second</title></rect>");
        }
        return frame.around("Calls per second to what is broken", HEIGHT, picture.toString());
    }

    /** The busiest of the times that a bar stands for, in calls a second. */
    static double most(Frame frame, DoubleUnaryOperator received) {
        double most = 0;
        for (int bin = 0; bin < frame.bins(); bin++) {
            most = Math.max(most, rate(frame, received, bin));
        }
        return Math.ceil(most);
    }

    private static double rate(Frame frame, DoubleUnaryOperator received, int bin) {
        double calls = received.applyAsDouble((bin + 1) * frame.bin()) - received.applyAsDouble(bin * frame.bin());
        return calls / frame.bin();
    }

    private static double y(Frame frame, double value, double ceiling) {
        return frame.top() + HEIGHT * (1 - value / ceiling);
    }
}
