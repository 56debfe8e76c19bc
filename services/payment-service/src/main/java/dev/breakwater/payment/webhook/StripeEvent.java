package dev.breakwater.payment.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What we read of a Stripe event. Read from the JSON and not through Stripe's library: that refuses objects of any API
 * version but its own.
 *
 * @param intent null unless the event is about a payment intent
 */
record StripeEvent(String id, String type, @Nullable Intent intent) {

    /** @param orderId null if the intent is not one of this shop's orders */
    record Intent(
            String id,
            long amountMinor,
            String currency,
            @Nullable UUID orderId,
            String declineCode) {}

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_.]{1,255}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");

    static StripeEvent parse(String payload, ObjectMapper json) {
        JsonNode event = read(payload, json);
        if (!"event".equals(event.path("object").asText())) {
            throw WebhookSignature.rejected("The body is not a Stripe event.");
        }
        String id = text(event, "id", ID);
        String type = text(event, "type", TYPE);
        JsonNode object = event.path("data").path("object");
        return new StripeEvent(id, type, type.startsWith("payment_intent.") ? intent(object) : null);
    }

    private static Intent intent(JsonNode intent) {
        if (!intent.path("amount").canConvertToLong() || !intent.path("amount").isIntegralNumber()) {
            throw WebhookSignature.rejected("The payment intent's amount is not a whole number.");
        }
        JsonNode error = intent.path("last_payment_error");
        return new Intent(
                text(intent, "id", ID),
                intent.path("amount").asLong(),
                text(intent, "currency", CURRENCY).toUpperCase(Locale.ROOT),
                orderId(intent.path("metadata").path("order_id").asText("")),
                Stream.of("decline_code", "code")
                        .map(field -> error.path(field).asText(""))
                        .filter(code -> CODE.matcher(code).matches())
                        .findFirst()
                        .orElse("card_declined"));
    }

    private static String text(JsonNode object, String field, Pattern pattern) {
        String value = object.path(field).asText("");
        if (!pattern.matcher(value).matches()) {
            throw WebhookSignature.rejected("The field '" + field + "' must match " + pattern + ".");
        }
        return value;
    }

    private static @Nullable UUID orderId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    private static JsonNode read(String payload, ObjectMapper json) {
        try {
            return json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(payload); // a missing node for an empty text
        } catch (JsonProcessingException malformed) {
            throw WebhookSignature.rejected("The body is not JSON.");
        }
    }
}
