package dev.breakwater.notification.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long an answer asks us to stay away: {@code Retry-After} in seconds, else {@code X-RateLimit-Reset} in epoch seconds. */
public record RequestedWait(Clock clock, Duration longest) {

    public Duration in(Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        Long seconds = number(anyCase.get("Retry-After"));
        if (seconds != null) {
            return bounded(seconds);
        }
        Long reset = number(anyCase.get("X-RateLimit-Reset"));
        return reset == null ? Duration.ZERO : bounded(reset - now().getEpochSecond());
    }

    private Duration bounded(long seconds) {
        return Duration.ofSeconds(Math.max(0, Math.min(seconds, longest.toSeconds())));
    }

    private Instant now() {
        return clock.instant();
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,15}") ? Long.valueOf(text.strip()) : null;
    }
}
