package dev.breakwater.resilience.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Every figure of a policy under its name in the YAML, with its range. What is not here may not be written. */
enum PolicyField {
    FAILURE_RATE("circuitbreaker", "failure-rate-threshold", Kind.NUMBER, 1, 100, "percent of calls"),
    SLOW_RATE("circuitbreaker", "slow-call-rate-threshold", Kind.NUMBER, 1, 100, "percent of calls"),
    SLOW_CALL("circuitbreaker", "slow-call-duration-threshold", Kind.DURATION, 1, 60_000, ""),
    MINIMUM_CALLS("circuitbreaker", "minimum-number-of-calls", Kind.COUNT, 1, 10_000, "calls"),
    WINDOW("circuitbreaker", "sliding-window-size", Kind.COUNT, 1, 3_600, "seconds"),
    OPEN_WAIT("circuitbreaker", "wait-duration-in-open-state", Kind.DURATION, 100, 3_600_000, ""),
    PROBES("circuitbreaker", "permitted-number-of-calls-in-half-open-state", Kind.COUNT, 1, 100, "probes"),
    PROBE_LOST("circuitbreaker", "max-wait-duration-in-half-open-state", Kind.DURATION, 1, 600_000, ""),
    JITTER("circuitbreaker", "randomized-wait-factor", Kind.NUMBER, 0, 0.5, ""),
    JITTERED("circuitbreaker", "enable-randomized-wait", "true", "false"),
    WINDOW_TYPE("circuitbreaker", "sliding-window-type", "TIME_BASED"),
    TRACES("circuitbreaker", "writable-stack-trace-enabled", "false"),
    TIME_LIMIT("timelimiter", "timeout-duration", Kind.DURATION, 10, 60_000, ""),
    MOST_CALLS("bulkhead", "max-concurrent-calls", Kind.COUNT, 1, 10_000, "calls"),
    PLACE_WAIT("bulkhead", "max-wait-duration", Kind.DURATION, 0, 10_000, ""),
    ATTEMPTS("retry", "max-attempts", Kind.COUNT, 1, 5, "attempts"),
    RETRY_WAIT("retry", "wait-duration", Kind.DURATION, 1, 10_000, ""),
    BACKOFF("retry", "enable-exponential-backoff", "true", "false"),
    BACKOFF_FACTOR("retry", "exponential-backoff-multiplier", Kind.NUMBER, 1, 10, ""),
    BREAKER_BASE("circuitbreaker", "base-config"),
    TIME_LIMIT_BASE("timelimiter", "base-config"),
    BULKHEAD_BASE("bulkhead", "base-config"),
    RETRY_BASE("retry", "base-config");

    private final String section;
    private final String key;
    private final Kind kind;
    private final double min;
    private final double max;
    private final String unit;
    /** The words it may be, joined by " or "; empty for any. */
    private final String words;

    PolicyField(String section, String key, Kind kind, double min, double max, String unit) {
        this(section, key, kind, min, max, unit, "");
    }

    PolicyField(String section, String key, String... words) {
        this(section, key, Kind.WORD, 0, 0, "", String.join(" or ", words));
    }

    PolicyField(String section, String key, Kind kind, double min, double max, String unit, String words) {
        this.section = section;
        this.key = key;
        this.kind = kind;
        this.min = min;
        this.max = max;
        this.unit = unit;
        this.words = words;
    }

    /** The field of that name, however its words are joined. */
    static Optional<PolicyField> of(String section, String key) {
        return in(section).filter(field -> plain(field.key).equals(plain(key))).findFirst();
    }

    static Stream<PolicyField> in(String section) {
        return Stream.of(values()).filter(field -> field.section.equals(section));
    }

    String section() {
        return section;
    }

    String key() {
        return key;
    }

    /** What is wrong with the value, null when nothing is. */
    @Nullable
    String complaint(String value) {
        Double number = number(value);
        return switch (kind) {
            case WORD ->
                words.isEmpty() || Pattern.compile(" or ").splitAsStream(words).anyMatch(value::equals)
                        ? null
                        : "must be " + words;
            case COUNT ->
                number != null && number == Math.rint(number) && isInside(number)
                        ? null
                        : "must be a whole number of " + unit + ", " + range();
            case NUMBER ->
                number != null && isInside(number)
                        ? null
                        : "must be a number" + (unit.isEmpty() ? "" : " (" + unit + ")") + ", " + range();
            case DURATION ->
                number != null && isInside(number)
                        ? null
                        : "must be a duration, " + Duration.ofMillis((long) min) + ".." + Duration.ofMillis((long) max)
                                + ", written like 500ms, 5s or 1m";
        };
    }

    /** A duration in milliseconds, a number as it is, null when the value is neither. */
    @Nullable
    Double number(String value) {
        try {
            return kind == Kind.DURATION
                    ? Double.valueOf(
                            (double) DurationStyle.detectAndParse(value).toMillis())
                    : Double.valueOf(value);
        } catch (IllegalArgumentException notANumber) {
            return null;
        }
    }

    private boolean isInside(double number) {
        return number >= min && number <= max;
    }

    private String range() {
        return kind == Kind.COUNT ? (long) min + ".." + (long) max : min + ".." + max;
    }

    private static String plain(String key) {
        return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private enum Kind {
        COUNT,
        NUMBER,
        DURATION,
        WORD
    }
}
