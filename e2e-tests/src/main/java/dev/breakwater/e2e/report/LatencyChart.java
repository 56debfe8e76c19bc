package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.milliseconds;
import static dev.breakwater.e2e.report.Markup.number;

import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Summary.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Median and 99th percentile of the orders that were due in each second, on a logarithmic scale. */
final class LatencyChart {

    private static final double HEIGHT = 170;
    private static final double LEAST_MS = 1;

    private LatencyChart() {}

    static String drawn(Frame frame, List<Sample> orders) {
        Map<Integer, List<Sample>> bins = new TreeMap<>(orders.stream().collect(Collectors.groupingBy(order ->
                (int) Math.max(0, order.at() / frame.bin()))));
        Map<Integer, Percentiles> points = new TreeMap<>();
        bins.forEach(
                (bin, samples) -> points.put(bin, Latency.of(samples.stream().mapToDouble(Sample::latencyMs))));
        double most =
                points.values().stream().mapToDouble(Percentiles::p99).max().orElse(LEAST_MS);
        double ceiling = Math.max(100, Math.pow(10, Math.ceil(Math.log10(Math.max(LEAST_MS, most)))));
        StringBuilder picture = new StringBuilder();
        for (double level = LEAST_MS; level <= ceiling; level *= 10) {
            picture.append(frame.level(y(frame, level, ceiling), milliseconds(level)));
        }
        picture.append(line(frame, points, ceiling, "p99", Percentiles::p99));
        picture.append(line(frame, points, ceiling, "p50", Percentiles::p50));
        return frame.around("Latency of orders, logarithmic", HEIGHT, picture.toString());
    }

    private static String line(
            Frame frame,
            Map<Integer, Percentiles> points,
            double ceiling,
            String css,
            ToDoubleFunction<Percentiles> value) {
        StringBuilder lines = new StringBuilder();
        List<String> piece = new ArrayList<>();
        for (int bin = 0; bin <= frame.bins(); bin++) {
            Percentiles at = points.get(bin);
            if (at == null) {
                lines.append(drawn(css, piece));
                piece.clear();
                continue;
            }
            double x = frame.x((bin + 0.5) * frame.bin());
            double y = y(frame, value.applyAsDouble(at), ceiling);
            piece.add(number(x) + "," + number(y));
            lines.append("<circle class=\"" + css + "\" r=\"1.8\" cx=\"" + number(x) + "\" cy=\"" + number(y)
                    + "\"><title>" + bin * frame.bin() + " s: " + css + " "
                    + milliseconds(value.applyAsDouble(at)) + "</title></circle>");
        }
        return lines.append(drawn(css, piece)).toString();
    }

    private static String drawn(String css, List<String> points) {
        return points.size() < 2 ? "" : "<polyline class=\"" + css + "\" points=\"" + String.join(" ", points) + "\"/>";
    }

    private static double y(Frame frame, double value, double ceiling) {
        double share = Math.log10(Math.max(LEAST_MS, value) / LEAST_MS) / Math.log10(ceiling / LEAST_MS);
        return frame.top() + HEIGHT * (1 - share);
    }
}
