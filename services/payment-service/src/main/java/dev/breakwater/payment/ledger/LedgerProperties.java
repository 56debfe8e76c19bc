package dev.breakwater.payment.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param lease how long an attempt or a settlement keeps others away from the provider; longer than the longest of them can
 *     last (the caller's deadline and the storing of the answer), because afterwards it counts as dead; at least 1 s
 */
@Validated
@ConfigurationProperties("breakwater.payments")
record LedgerProperties(@NotNull @DurationMin(seconds = 1) Duration lease) {}
