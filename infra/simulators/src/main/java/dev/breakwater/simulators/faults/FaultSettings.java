package dev.breakwater.simulators.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How hard a fault strikes. Immutable.
 *
 * @param rate share of the calls that it draws, 0 to 1
 * @param duration after which it ends by itself; null until switched off
 * @param seed which calls it draws: the same seed draws the same positions in the sequence of calls since it was switched on
 * @param most calls that it hits before it ends by itself; null for no limit
 * @param only the part of the provider that it strikes, see {@link Service#part}; calls that do not need it pass uncounted; null for all of it
 * @param parameters of this fault by name, see {@link Fault#parameters()}; what is missing has its default
 */
public record FaultSettings(
        double rate,
        @Nullable Duration duration,
        long seed,
        @Nullable Long most,
        @Nullable String only,
        Map<String, Long> parameters) {

    public FaultSettings {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be between 0 and 1, was " + rate);
        }
        parameters = Map.copyOf(parameters);
    }

    /** Every call, until switched off. */
    public static FaultSettings always() {
        return new FaultSettings(1, null, 0, null, null, Map.of());
    }

    public FaultSettings rate(double share) {
        return new FaultSettings(share, duration, seed, most, only, parameters);
    }

    public FaultSettings lasting(Duration time) {
        return new FaultSettings(rate, time, seed, most, only, parameters);
    }

    public FaultSettings seed(long number) {
        return new FaultSettings(rate, duration, number, most, only, parameters);
    }

    public FaultSettings atMost(long calls) {
        return new FaultSettings(rate, duration, seed, calls, only, parameters);
    }

    public FaultSettings only(String part) {
        return new FaultSettings(rate, duration, seed, most, part, parameters);
    }

    public FaultSettings with(String parameter, long value) {
        Map<String, Long> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new FaultSettings(rate, duration, seed, most, only, more);
    }

    long value(Fault.Parameter parameter) {
        return parameters.getOrDefault(parameter.name(), parameter.standard());
    }
}
