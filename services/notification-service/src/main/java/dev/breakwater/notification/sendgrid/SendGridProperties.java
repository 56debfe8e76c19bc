package dev.breakwater.notification.sendgrid;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How SendGrid is reached.
 *
 * @param apiBase scheme, host and port, without a path
 * @param apiKey from {@code SENDGRID_API_KEY}; no default
 * @param from the sender's address
 * @param fromName the sender's name
 * @param longestWait an upper bound for what a 429 may ask us to wait
 */
@Validated
@ConfigurationProperties("breakwater.sendgrid")
record SendGridProperties(
        @NotNull URI apiBase,

        @NotBlank(message = "is missing: set the environment variable SENDGRID_API_KEY")
        String apiKey,

        @NotBlank @Email String from,
        @NotBlank String fromName,
        @NotNull @DurationMin(seconds = 1) Duration longestWait) {

    @Override
    public String toString() {
        return "SendGridProperties[apiBase=" + apiBase + ", apiKey=hidden]";
    }
}
