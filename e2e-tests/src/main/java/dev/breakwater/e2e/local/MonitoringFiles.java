package dev.breakwater.e2e.local;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The committed rules and routes as a run at a higher speed needs them: every span of time is as much shorter as the services' waits and windows are, and
 * nothing else is changed.
 */
final class MonitoringFiles {

    private static final Pattern RULE_SPAN =
            Pattern.compile("(\\[|\\bfor: )(\\d+)([smhd])(]|$|\\s)", Pattern.MULTILINE);
    private static final Pattern ROUTE_SPAN =
            Pattern.compile("(\\b(?:resolve_timeout|group_wait|group_interval|repeat_interval): )(\\d+)([smhd])(\\s)");
    private static final Map<String, Long> MILLIS =
            Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 24 * 3_600_000L);

    private MonitoringFiles() {}

    /** Ranges in brackets, and how long an expression must hold. */
    static String rules(String committed, int speed) {
        return shortened(RULE_SPAN, committed, speed);
    }

    /** How long messages are collected and when they are repeated. */
    static String routes(String committed, int speed) {
        return shortened(ROUTE_SPAN, committed, speed);
    }

    /**
     * Puts something in a place that must be there once.
     *
     * @throws IllegalStateException if it is not: the file has changed, and a run would tell somebody else
     */
    static String replaced(String text, String place, String by) {
        int first = text.indexOf(place);
        if (first < 0 || text.indexOf(place, first + 1) >= 0) {
            throw new IllegalStateException("There must be one " + place + " in:\n" + text);
        }
        return text.replace(place, by);
    }

    private static String shortened(Pattern span, String text, int speed) {
        return span.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + millis(found.group(2), found.group(3)) / speed + "ms" + found.group(4)));
    }

    private static long millis(String count, String unit) {
        Long one = MILLIS.get(unit);
        if (one == null) {
            throw new IllegalArgumentException("not a unit of time: " + unit);
        }
        return Long.parseLong(count) * one;
    }
}
