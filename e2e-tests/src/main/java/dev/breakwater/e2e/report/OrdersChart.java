package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.escaped;
import static dev.breakwater.e2e.report.Markup.number;

import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Sample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Orders per second by what their customers were answered, one bar upon another. */
final class OrdersChart {

    private static final double HEIGHT = 200;

    /** What an order was answered, from the bottom of the bar to its top. */
    enum Band {
        PAID("b0", "confirmed and paid"),
        REFUSED("b1", "declined or out of stock"),
        DEGRADED("b2", "degraded"),
        QUEUED("b3", "accepted, payment pending"),
        FAILED("b4", "failed");

        private final String css;
        private final String label;

        Band(String css, String label) {
            this.css = css;
            this.label = label;
        }

        String css() {
            return css;
        }

        String label() {
            return label;
        }

        static Band of(Sample sample) {
            if (sample.outcome() == Outcome.PRIMARY) {
                return sample.status() == 201 ? PAID : REFUSED;
            }
            return valueOf(sample.outcome().name());
        }
    }

    private OrdersChart() {}

    static String drawn(Frame frame, List<Sample> orders) {
        List<Map<Band, Integer>> bins = Stream.generate(
                        () -> (Map<Band, Integer>) new EnumMap<Band, Integer>(Band.class))
                .limit(frame.bins())
                .toList();
        for (Sample order : orders) {
            int bin = (int) Math.min(frame.bins() - 1, Math.max(0, order.at() / frame.bin()));
            bins.get(bin).merge(Band.of(order), 1, Integer::sum);
        }
        double most = 1;
        for (Map<Band, Integer> counts : bins) {
            int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
            most = Math.max(most, (double) sum / frame.bin());
        }
        double step = step(most);
        double ceiling = Math.ceil(most / step) * step;
        StringBuilder picture = new StringBuilder();
        for (double level = 0; level <= ceiling; level += step) {
            picture.append(frame.level(y(frame, level, ceiling), number(level).replace(".0", "")));
        }
        for (int bin = 0; bin < bins.size(); bin++) {
            bar(frame, picture, bin, bins.get(bin), ceiling);
        }
        return frame.around("Orders per second by outcome", HEIGHT, picture.toString());
    }

    private static void bar(Frame frame, StringBuilder picture, int bin, Map<Band, Integer> counts, double ceiling) {
        double from = frame.x(bin * frame.bin());
        double width = Math.max(0.5, frame.x((bin + 1) * frame.bin()) - from - 0.6);
        double below = 0;
        for (Map.Entry<Band, Integer> part : counts.entrySet()) {
            Band band = part.getKey();
            int count = part.getValue();
            double above = below + (double) count / frame.bin();
            double y = y(frame, above, ceiling);
            picture.append("<rect class=\"" + band.css() + "\" x=\"" + number(from) + "\" width=\"" + number(width)
                    + "\" y=\"" + number(y) + "\" height=\"" + number(y(frame, below, ceiling) - y) + "\"><title>"
                    + bin * frame.bin() + " s: " + count + " " + escaped(band.label()) + "</title></rect>");
            below = above;
        }
    }

    private static double y(Frame frame, double value, double ceiling) {
        return frame.top() + HEIGHT * (1 - value / ceiling);
    }

    private static double step(double most) {
        for (double step : new double[] {0.5, 1, 2, 5, 10, 20, 50, 100}) {
            if (most / step <= 6) {
                return step;
            }
        }
        return 200;
    }
}
