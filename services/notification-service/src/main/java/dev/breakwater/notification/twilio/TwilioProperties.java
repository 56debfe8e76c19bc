package dev.breakwater.notification.twilio;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How Twilio is reached, and how it reaches us.
 *
 * @param apiBase scheme, host and port, without a path
 * @param accountSid from {@code TWILIO_ACCOUNT_SID}; no default
 * @param authToken from {@code TWILIO_AUTH_TOKEN}; no default; status callbacks are signed with it too
 * @param from the sender's number
 * @param publicBaseUrl scheme, host and port under which Twilio finds our gateway; callbacks are signed for it
 * @param longestWait an upper bound for what a 429 may ask us to wait
 */
@Validated
@ConfigurationProperties("breakwater.twilio")
public record TwilioProperties(
        @NotNull URI apiBase,

        @NotBlank(message = "is missing: set the environment variable TWILIO_ACCOUNT_SID")
        String accountSid,

        @NotBlank(message = "is missing: set the environment variable TWILIO_AUTH_TOKEN")
        String authToken,

        @NotNull @Pattern(regexp = "\\+[1-9]\\d{6,14}", message = "(TWILIO_FROM) must be a number in E.164")
        String from,

        @NotNull URI publicBaseUrl,
        @NotNull @DurationMin(seconds = 1) Duration longestWait) {

    @Override
    public String toString() {
        return "TwilioProperties[apiBase=" + apiBase + ", authToken=hidden]";
    }
}
