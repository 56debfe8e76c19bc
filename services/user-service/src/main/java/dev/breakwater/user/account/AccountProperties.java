package dev.breakwater.user.account;

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
 * How passwords are kept and tokens issued.
 *
 * @param bcryptStrength the base-2 logarithm of the rounds, 4..16, 10 by default; each step doubles the time of a sign-in
 * @param tokenLifetime how long an access token is valid, 1 minute to 24 hours, 1 hour by default
 */
@Validated
@ConfigurationProperties("breakwater.accounts")
record AccountProperties(
        @Min(4) @Max(16) @DefaultValue("10") int bcryptStrength,

        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("1h")
        Duration tokenLifetime) {}
