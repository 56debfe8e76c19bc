package dev.breakwater.notification.webhook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.notification.ledger.Report;
import dev.breakwater.notification.ledger.Report.Stage;
import dev.breakwater.notification.ledger.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads the events of a post. Those that say nothing of a delivery, and those about mails that are not ours, are left out. */
@Component
class SendGridEvents {

    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-~]{1,200}");

    private final ObjectMapper json;

    SendGridEvents(ObjectMapper json) {
        this.json = json;
    }

    /** Throws webhook-rejected if the body is not a list of events. */
    List<Report> read(byte[] body) {
        JsonNode events = parse(body);
        if (!events.isArray()) {
            throw SendGridSignature.rejected("The body is not a list of events.");
        }
        List<Report> reports = new ArrayList<>();
        for (JsonNode event : events) {
            if (!event.isObject() || !event.path("event").isTextual()) {
                throw SendGridSignature.rejected("The body is not a list of events.");
            }
            report(event).ifPresent(reports::add);
        }
        return reports;
    }

    private static Optional<Report> report(JsonNode event) {
        String eventId = event.path("eventId").asText("");
        String messageId = event.path("sg_message_id").asText("");
        if (!EVENT_ID.matcher(eventId).matches()
                || !MESSAGE_ID.matcher(messageId).matches()) {
            return Optional.empty();
        }
        // The id that we got when we sent it, and something of SendGrid's own after the first dot.
        String id = messageId.split("\\.", 2)[0];
        return stage(event.path("event").asText()).map(stage -> new Report(eventId, Route.MAIL, id, stage));
    }

    private static Optional<Stage> stage(String event) {
        return switch (event) {
            case "processed" -> Optional.of(Stage.TAKEN);
            case "deferred" -> Optional.of(Stage.LEFT);
            case "delivered" -> Optional.of(Stage.ARRIVED);
            case "bounce", "dropped" -> Optional.of(Stage.LOST);
            default -> Optional.empty();
        };
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
        } catch (IOException malformed) {
            throw SendGridSignature.rejected("The body is not JSON.");
        }
    }
}
