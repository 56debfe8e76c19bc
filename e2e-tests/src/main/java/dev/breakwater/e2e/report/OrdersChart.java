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
    private static final int SPARKS = 48;
    private static final int SPARK = 4;
    private static final double SPARK_HEIGHT = 28;

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
        List<Map<Band, Integer>> bins = counted(orders, frame.bins(), frame.bin());
        int most = bins.stream().mapToInt(OrdersChart::sum).max().orElse(0);
        Scale scale = new Scale(frame, HEIGHT, (double) most / frame.bin());
        StringBuilder picture = new StringBuilder(scale.lines());
        for (int bin = 0; bin < bins.size(); bin++) {
            bar(frame, picture, bin, bins.get(bin), scale);
        }
        return frame.around("Orders per second by outcome", HEIGHT, picture.toString());
    }

    /** The same without axes and words, to stand in a row of a table. */
    static String sparkline(double seconds, List<Sample> orders) {
        List<Map<Band, Integer>> bins = counted(orders, SPARKS, Math.max(1, seconds) / SPARKS);
        int most = Math.max(1, bins.stream().mapToInt(OrdersChart::sum).max().orElse(1));
        StringBuilder svg =
                new StringBuilder("<svg class=\"spark\" role=\"img\" aria-label=\"Orders by outcome\" viewBox=\"0 0 "
                        + SPARKS * SPARK + " " + number(SPARK_HEIGHT) + "\">");
        for (int bin = 0; bin < SPARKS; bin++) {
            double below = SPARK_HEIGHT;
            for (Map.Entry<Band, Integer> part : bins.get(bin).entrySet()) {
                double height = SPARK_HEIGHT * part.getValue() / most;
                below -= height;
                svg.append("<rect class=\"" + part.getKey().css() + "\" x=\"" + bin * SPARK + "\" width=\""
                        + number(SPARK - 0.4) + "\" y=\"" + number(below) + "\" height=\"" + number(height) + "\"/>");
            }
        }
        return svg.append("</svg>").toString();
    }

    private static List<Map<Band, Integer>> counted(List<Sample> orders, int bins, double length) {
        List<Map<Band, Integer>> counts = Stream.generate(
                        () -> (Map<Band, Integer>) new EnumMap<Band, Integer>(Band.class))
                .limit(bins)
                .toList();
        for (Sample order : orders) {
            int bin = (int) Math.min(bins - 1, Math.max(0, order.at() / length));
            counts.get(bin).merge(Band.of(order), 1, Integer::sum);
        }
        return counts;
    }

    private static int sum(Map<Band, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void bar(Frame frame, StringBuilder picture, int bin, Map<Band, Integer> counts, Scale scale) {
        double from = frame.x(bin * frame.bin());
        double width = Math.max(0.5, frame.x((bin + 1) * frame.bin()) - from - 0.6);
        double below = 0;
        for (Map.Entry<Band, Integer> part : counts.entrySet()) {
            Band band = part.getKey();
            int count = part.getValue();
            double above = below + (double) count / frame.bin();
            double y = scale.y(above);
            picture.append("<rect class=\"" + band.css() + "\" x=\"" + number(from) + "\" width=\"" + number(width)
                    + "\" y=\"" + number(y) + "\" height=\"" + number(scale.y(below) - y) + "\"><title>"
                    + bin * frame.bin() + " s: " + count + " " + escaped(band.label()) + "</title></rect>");
            below = above;
        }
    }
}
