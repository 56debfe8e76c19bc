package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.number;

/** A linear axis from zero to a round number that no value exceeds. */
final class Scale {

    private static final int MOST_LINES = 6;
    private static final double LEAST_STEP = 0.5;

    private final Frame frame;
    private final double height;
    private final double step;
    private final double ceiling;

    /**
     * Makes the axis of one drawing.
     *
     * @param most the greatest value there is
     */
    Scale(Frame frame, double height, double most) {
        this.frame = frame;
        this.height = height;
        this.step = step(Math.max(1, most));
        this.ceiling = Math.ceil(Math.max(1, most) / step) * step;
    }

    double y(double value) {
        return frame.top() + height * (1 - value / ceiling);
    }

    String lines() {
        StringBuilder lines = new StringBuilder();
        for (double level = 0; level <= ceiling; level += step) {
            lines.append(frame.level(y(level), number(level).replace(".0", "")));
        }
        return lines.toString();
    }

    /** 0.5, 1, 2, 5, 10, 20, 50 and so on. */
    private static double step(double most) {
        double step = LEAST_STEP;
        for (int i = 0; most / step > MOST_LINES; i++) {
            step *= i % 3 == 2 ? 2.5 : 2;
        }
        return step;
    }
}
