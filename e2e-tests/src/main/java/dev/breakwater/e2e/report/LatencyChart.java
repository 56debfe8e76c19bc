package dev.breakwater.e2e.report;

import static dev.breakwater.e2e.report.Markup.milliseconds;

import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Summary.Percentiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Median and 99th percentile of what was due in each second and the band between them, on a logarithmic scale. */
final class LatencyChart {

    private static final double HEIGHT = 150;
    private static final double LEAST_MS = 1;
    private static final double LEAST_CEILING_MS = 100;

    private final Frame frame;
    private final double ceiling;

    /**
     * Makes a chart that can draw several groups to the same scale.
     *
     * @param all samples of every group
     */
    LatencyChart(Frame frame, Collection<Sample> all) {
        this.frame = frame;
        double most = all.stream().mapToDouble(Sample::latencyMs).max().orElse(LEAST_MS);
        this.ceiling = Math.max(LEAST_CEILING_MS, Math.pow(10, Math.ceil(Math.log10(Math.max(LEAST_MS, most)))));
    }

    String drawn(String title, List<Sample> samples) {
        Map<Integer, List<Sample>> bins =
                samples.stream().collect(Collectors.groupingBy(sample -> (int) Math.max(0, sample.at() / frame.bin())));
        Curve median = new Curve();
        Curve slowest = new Curve();
        for (int bin = 0; bin <= frame.bins(); bin++) {
            List<Sample> due = bins.get(bin);
            if (due == null) {
                median.breakOff();
                slowest.breakOff();
                continue;
            }
            Percentiles is = Latency.of(due.stream().mapToDouble(Sample::latencyMs));
            double x = frame.x((bin + 0.5) * frame.bin());
            String second = bin * frame.bin() + " s: ";
            median.to(x, y(is.p50()), second + "p50 " + milliseconds(is.p50()));
            slowest.to(x, y(is.p99()), second + "p99 " + milliseconds(is.p99()));
        }
        StringBuilder picture = new StringBuilder();
        for (double level = LEAST_MS; level <= ceiling; level *= 10) {
            picture.append(frame.level(y(level), milliseconds(level).replace(".0", "")));
        }
        picture.append(slowest.bandTo(median, "band"));
        picture.append(slowest.drawn("p99"));
        picture.append(median.drawn("p50"));
        return frame.around(title, HEIGHT, picture.toString());
    }

    private double y(double value) {
        double share = Math.log10(Math.max(LEAST_MS, value) / LEAST_MS) / Math.log10(ceiling / LEAST_MS);
        return frame.top() + HEIGHT * (1 - share);
    }
}
