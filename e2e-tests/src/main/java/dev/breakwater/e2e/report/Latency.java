package dev.breakwater.e2e.report;

import dev.breakwater.e2e.report.Summary.Percentiles;
import java.util.stream.DoubleStream;

/** Percentiles by the nearest rank: a value that did occur, never one between two. */
public final class Latency {

    private Latency() {}

    /**
     * Median and 99th percentile, in milliseconds rounded to a tenth.
     *
     * @return zeros if there are no values
     */
    public static Percentiles of(DoubleStream milliseconds) {
        double[] sorted = milliseconds.sorted().toArray();
        return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.99));
    }

    private static double rank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return Math.round(sorted[Math.max(0, index)] * 10) / 10.0;
    }
}
