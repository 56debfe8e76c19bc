package dev.breakwater.user.session;

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
 * How long a sign-in lasts.
 *
 * @param lifetime of a session and its token, 1 minute to 24 hours, 1 hour by default
 * @param unlistedLifetime of a token that is issued while Redis is away and that nobody can end, at most {@code lifetime}; 5 minutes by default
 * @param perUser how many sessions a user may have at once, 1..1000, 50 by default; one more ends the oldest
 */
@Validated
@ConfigurationProperties("breakwater.sessions")
record SessionProperties(
        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("1h")
        Duration lifetime,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("5m")
        Duration unlistedLifetime,

        @Min(1) @Max(1_000) @DefaultValue("50") int perUser) {

    SessionProperties {
        if (unlistedLifetime.compareTo(lifetime) > 0) {
            throw new IllegalArgumentException(
                    "breakwater.sessions: unlisted-lifetime <= lifetime is broken by unlisted-lifetime = "
                            + unlistedLifetime + ", lifetime = " + lifetime);
        }
    }
}
