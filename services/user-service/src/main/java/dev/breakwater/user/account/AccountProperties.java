package dev.breakwater.user.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are kept.
 *
 * @param bcryptStrength the base-2 logarithm of the rounds, 4..16, 10 by default; each step doubles the time of a sign-in
 */
@Validated
@ConfigurationProperties("breakwater.accounts")
record AccountProperties(
        @Min(4) @Max(16) @DefaultValue("10") int bcryptStrength) {}
