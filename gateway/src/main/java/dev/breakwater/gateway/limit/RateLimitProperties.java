package dev.breakwater.gateway.limit;

import dev.breakwater.resilience.Speed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one client may ask.
 *
 * @param requests in any window, 1 to 1,000,000, 10,000 by default
 * @param window 1 s to 1 h, 1 minute by default; divided by the speed
 * @param clientsRemembered of how many clients this instance counts the requests itself, 1,000 to 1,000,000, 50,000 by default (about
 *     10 MB); beyond, those seen least often are forgotten
 * @param redisUrl such as {@code redis://:password@host:6379}; empty by default: every instance counts by itself
 */
@Validated
@ConfigurationProperties("breakwater.gateway.rate-limit")
record RateLimitProperties(
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int requests,

        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("1m")
        Duration window,

        @Min(1_000) @Max(1_000_000) @DefaultValue("50000") int clientsRemembered,

        @NotNull @DefaultValue("") String redisUrl) {

    SlidingWindow slidingWindow(Speed speed) {
        return new SlidingWindow(requests, speed.divide(window).toMillis());
    }

    @Override
    public String toString() {
        return "RateLimitProperties[requests=" + requests + ", window=" + window + ", redis="
                + (redisUrl.isEmpty() ? "none" : "given") + "]"; // a URL may hold a password
    }
}
