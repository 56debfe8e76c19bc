package dev.breakwater.notification.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How SendGrid's delivery events are told from forgeries.
 *
 * @param publicKey base64 of SendGrid's EC key in X.509 form, from {@code SENDGRID_WEBHOOK_PUBLIC_KEY}; no default
 * @param tolerance how far the signature's time may be from ours, both ways; at least 1 s
 */
@Validated
@ConfigurationProperties("breakwater.sendgrid.webhook")
record WebhookProperties(
        @NotBlank(message = "must be set: environment variable SENDGRID_WEBHOOK_PUBLIC_KEY")
        String publicKey,

        @NotNull @DurationMin(seconds = 1) Duration tolerance) {}
