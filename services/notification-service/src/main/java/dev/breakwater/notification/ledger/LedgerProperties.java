package dev.breakwater.notification.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long word is waited for, and how long is remembered what came of it.
 *
 * @param lease whoever has been sending for longer than this is dead; longer than the time limits of a provider and of SQS together; not divided
 *     by the speed
 * @param smsUnknown how long Twilio gets to finish what we had no answer to, before it is asked; divided by the speed
 * @param mailUnknown how long SendGrid's delivery event is waited for before the mail is sent again; divided by the speed
 * @param noticeKept how long a message is kept in case its SMS does not arrive, if no word of it ever comes: it is personal
 * @param rowKept how long an event is known, and so how late it may be delivered again without becoming a second message
 */
@Validated
@ConfigurationProperties("breakwater.ledger")
record LedgerProperties(
        @NotNull @DurationMin(seconds = 1) Duration lease,
        @NotNull @DurationMin(seconds = 1) Duration smsUnknown,
        @NotNull @DurationMin(seconds = 1) Duration mailUnknown,
        @NotNull @DurationMin(hours = 1) Duration noticeKept,
        @NotNull @DurationMin(days = 1) Duration rowKept) {}
