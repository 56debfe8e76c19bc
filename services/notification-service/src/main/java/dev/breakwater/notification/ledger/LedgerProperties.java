package dev.breakwater.notification.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long word is waited for.
 *
 * @param lease whoever has been sending for longer than this is dead; longer than the time limits of a provider and of SQS together; not divided
 *     by the speed
 * @param smsUnknown how long Twilio gets to finish what we had no answer to, before it is asked; divided by the speed
 * @param mailUnknown how long SendGrid's delivery event is waited for before the mail is sent again; divided by the speed
 */
@Validated
@ConfigurationProperties("breakwater.ledger")
record LedgerProperties(
        @NotNull @DurationMin(seconds = 1) Duration lease,
        @NotNull @DurationMin(seconds = 1) Duration smsUnknown,
        @NotNull @DurationMin(seconds = 1) Duration mailUnknown) {}
