package dev.breakwater.e2e.comparison;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * From the end of the fault to full service, which begins where for {@value #CALM_SECONDS} seconds every order is served in full and as quickly as
 * before. Immutable.
 *
 * @param seconds empty if it was not seen
 * @param watched seconds after the end of the fault in which orders were due
 */
record Recovery(OptionalDouble seconds, double watched) {

    static final double CALM_SECONDS = 3;

    /**
     * Looks for it.
     *
     * @param end of the fault, in seconds since the start of the run
     * @param limitMs the 99th percentile of a time of full service is no longer
     */
    static Recovery of(double end, List<Sample> orders, double limitMs) {
        List<Sample> after = orders.stream().filter(order -> order.at() >= end).toList();
        double last = after.stream().mapToDouble(Sample::at).max().orElse(end);
        OptionalDouble begins = DoubleStream.concat(
                        DoubleStream.of(end), after.stream().mapToDouble(order -> Math.nextUp(order.at())))
                .sorted()
                .filter(start -> start + CALM_SECONDS <= last && isCalm(start, after, limitMs))
                .findFirst();
        return new Recovery(
                begins.isPresent() ? OptionalDouble.of(rounded(begins.getAsDouble() - end)) : begins,
                rounded(last - end));
    }

    private static boolean isCalm(double start, List<Sample> orders, double limitMs) {
        List<Sample> window = orders.stream()
                .filter(order -> order.at() >= start && order.at() < start + CALM_SECONDS)
                .toList();
        return !window.isEmpty()
                && window.stream().allMatch(order -> order.outcome() == Outcome.PRIMARY)
                && Latency.of(window.stream().mapToDouble(Sample::latencyMs)).p99() <= limitMs;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    /** As the file has it: a number or the word. */
    @JsonValue
    Object written() {
        return seconds.isPresent() ? (Object) seconds.getAsDouble() : "never";
    }

    @Override
    public String toString() {
        return seconds.isPresent()
                ? String.format(Locale.ROOT, "%.1f s", seconds.getAsDouble())
                : String.format(Locale.ROOT, "never, in the %.0f s that were watched", watched);
    }
}
