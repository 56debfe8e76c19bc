package dev.breakwater.notification.webhook;

import com.twilio.security.RequestValidator;
import dev.breakwater.notification.ledger.Report;
import dev.breakwater.notification.ledger.Report.Stage;
import dev.breakwater.notification.ledger.Route;
import dev.breakwater.notification.twilio.TwilioProperties;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies and reads status callbacks. Their signature has no time in it, so a replay must do no harm. Thread-safe. */
@Component
class TwilioCallback {

    private final RequestValidator validator;
    private final TwilioProperties properties;

    TwilioCallback(TwilioProperties properties) {
        this.validator = new RequestValidator(properties.authToken());
        this.properties = properties;
    }

    /**
     * What the callback reports; empty for a status that says nothing new.
     *
     * @param pathAndQuery of this request, below the address that Twilio was given
     * @param form the fields of the body
     * @throws ProblemException webhook-rejected if it is not Twilio's
     */
    Optional<Report> read(String pathAndQuery, Map<String, String> form, String eventId, @Nullable String signature) {
        String url = properties.publicBaseUrl().resolve(pathAndQuery).toString();
        if (signature == null || !validator.validate(url, form, signature)) {
            throw rejected("The signature is missing or does not fit.");
        }
        if (!properties.accountSid().equals(form.get("AccountSid"))) {
            throw rejected("The callback is about another account.");
        }
        String sid = form.getOrDefault("MessageSid", "");
        if (!sid.matches("(SM|MM)[0-9a-f]{32}") || !eventId.matches("[A-Za-z0-9_-]{1,64}")) {
            throw rejected("The callback names no message of ours.");
        }
        return stage(form.getOrDefault("MessageStatus", "")).map(stage -> new Report(eventId, Route.SMS, sid, stage));
    }

    private static Optional<Stage> stage(String status) {
        return switch (status) {
            case "accepted", "scheduled", "queued", "sending" -> Optional.of(Stage.TAKEN);
            case "sent" -> Optional.of(Stage.LEFT);
            case "delivered", "read" -> Optional.of(Stage.ARRIVED);
            case "undelivered", "failed", "canceled" -> Optional.of(Stage.LOST);
            default -> Optional.empty();
        };
    }

    private static ProblemException rejected(String why) {
        return new ProblemException(ProblemType.WEBHOOK_REJECTED, why);
    }
}
