package dev.breakwater.user.profile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long copies of profiles are shown.
 *
 * @param fresh up to this age a copy answers reads, called CACHED; an older one is called STALE and shown only while the database is away. 300 s by
 *     default
 * @param stale the greatest age that is shown at all, not shorter than {@code fresh}; 24 h by default
 * @param localCopies how many profiles this process keeps in its own memory, 0..1,000,000, 10,000 by default (about 3 MB)
 */
@Validated
@ConfigurationProperties("breakwater.profiles")
record ProfileProperties(
        @NotNull @DefaultValue("300s") Duration fresh,
        @NotNull @DefaultValue("24h") Duration stale,
        @Min(0) @Max(1_000_000) @DefaultValue("10000") int localCopies) {

    ProfileProperties {
        if (fresh.isNegative() || stale.compareTo(fresh) < 0) {
            throw new IllegalArgumentException(
                    "breakwater.profiles: 0s <= fresh <= stale is broken by fresh = " + fresh + ", stale = " + stale);
        }
    }
}
