package dev.breakwater.e2e.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.e2e.load.Arrival.AskForShipping;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Arrival.Read;
import dev.breakwater.e2e.load.Arrival.SignIn;
import dev.breakwater.e2e.load.Arrival.Wish;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was worth. Judged by status and by content: a confirmation of an amount that was not asked for is a failure.
 *
 * @param orderId the order that it acknowledges; null if none
 * @param honest whether it is a refusal as the shop promises them while something is broken: 503 or 504, and a problem that says so
 * @param wrong what is wrong with it; empty if nothing is
 */
record Answer(Outcome outcome, @Nullable String orderId, boolean honest, String wrong) {

    /** The problems that own up to a dependency being away, by status. */
    private static final Map<Integer, String> REFUSALS =
            Map.of(503, "/dependency-unavailable", 504, "/upstream-timeout");

    private static final Set<String> CONFIRMED = Set.of("CONFIRMED");

    /** Payment, the order database or stock is still to come, and the customer holds a promise that it will be seen to. */
    private static final Set<String> ACCEPTED = Set.of("PAYMENT_PENDING", "PLACED", "BACKORDERED");

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer to(Wish wish, int status, String degraded, String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return failed(null, "status " + status + " with a body that is not JSON: " + brief(body));
        }
        String refusal = REFUSALS.get(status);
        if (refusal != null && json.path("type").asText().endsWith(refusal)) {
            return new Answer(
                    Outcome.FAILED, text(json, "orderId"), true, "status " + status + ": " + brief(json.toString()));
        }
        if (wish instanceof PlaceOrder order) {
            return toOrder(order, status, degraded, json);
        }
        if (wish instanceof AskForShipping) {
            return toQuestion(status, degraded, json);
        }
        if (wish instanceof SignIn) {
            return toSignIn(status, degraded, json);
        }
        return wish instanceof Read ? toRead(status, degraded, json) : toRegistration(status, json);
    }

    /** A price that nobody was asked for must say so: by its carrier and by the header. */
    private static Answer toQuestion(int status, String degraded, JsonNode json) {
        boolean priced = status == 200
                && text(json, "quote") != null
                && json.path("amountMinor").asLong() > 0;
        boolean standard = json.path("carrier").asText().equals("standard");
        return !priced || (standard && degraded.isEmpty())
                ? failed(null, "status " + status + " to a question about shipping: " + brief(json.toString()))
                : right(degraded.isEmpty() ? Outcome.PRIMARY : Outcome.DEGRADED, null);
    }

    private static Answer toSignIn(int status, String degraded, JsonNode json) {
        return status == 201 && text(json, "accessToken") != null
                ? right(degraded.isEmpty() ? Outcome.PRIMARY : Outcome.DEGRADED, null)
                // whatever it is, a token is nothing to write down
                : failed(null, "status " + status + " to a sign-in");
    }

    private static Answer toRegistration(int status, JsonNode json) {
        return status == 201 && text(json, "id") != null
                ? right(Outcome.PRIMARY, null)
                : failed(null, "status " + status + " to a registration: " + brief(json.toString()));
    }

    private static Answer toRead(int status, String degraded, JsonNode json) {
        if (status != 200 || !json.isObject()) {
            return failed(null, "status " + status + " to a read: " + brief(json.toString()));
        }
        boolean live = json.path("freshness").asText("LIVE").equals("LIVE") && degraded.isEmpty();
        return right(live ? Outcome.PRIMARY : Outcome.DEGRADED, null);
    }

    private static Answer toOrder(PlaceOrder asked, int status, String degraded, JsonNode json) {
        return switch (status) {
            case 201 -> placed(asked, json, CONFIRMED, degraded.isEmpty() ? Outcome.PRIMARY : Outcome.DEGRADED);
            case 202 -> placed(asked, json, ACCEPTED, Outcome.QUEUED);
            case 402 ->
                asked.cardDeclines()
                        ? refused(json, "payment-declined")
                        : failed(text(json, "orderId"), "402 for a card that is good: " + brief(json.toString()));
            case 409 -> refused(json, "insufficient-stock");
            default -> failed(text(json, "orderId"), "status " + status + ": " + brief(json.toString()));
        };
    }

    private static Answer placed(PlaceOrder asked, JsonNode json, Set<String> expected, Outcome outcome) {
        String id = text(json, "id");
        String wrong = "";
        if (id == null) {
            wrong = "an order without an id";
        } else if (!expected.contains(json.path("status").asText())) {
            wrong = "status is " + json.path("status") + " where " + expected + " belongs";
        } else if (json.path("totalMinor").asLong() != asked.totalMinor()
                || !json.path("currency").asText().equals(asked.currency())) {
            wrong = "costs " + json.path("totalMinor") + " " + json.path("currency") + ", asked for "
                    + asked.totalMinor() + " " + asked.currency();
        } else if (outcome != Outcome.QUEUED && asked.cardDeclines()) {
            wrong = "confirmed with a card that its issuer refuses";
        }
        return wrong.isEmpty() ? right(outcome, id) : failed(id, wrong + ": " + brief(json.toString()));
    }

    private static Answer refused(JsonNode json, String problem) {
        String id = text(json, "orderId");
        boolean right = json.path("type").asText().endsWith("/" + problem);
        return right
                ? right(Outcome.PRIMARY, id)
                : failed(id, "not a problem of type " + problem + ": " + brief(json.toString()));
    }

    static Answer failed(@Nullable String orderId, String wrong) {
        return new Answer(Outcome.FAILED, orderId, false, wrong);
    }

    private static Answer right(Outcome outcome, @Nullable String orderId) {
        return new Answer(outcome, orderId, false, "");
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isTextual() ? value.asText() : null;
    }

    private static String brief(String body) {
        return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }
}
