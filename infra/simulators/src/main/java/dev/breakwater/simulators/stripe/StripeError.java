package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Stripe's words. Thrown out of the depths of a request; carries no stack trace, since it is an answer and not a defect.
 * The body is rendered when it is thrown.
 */
final class StripeError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;

    private StripeError(int status, String type, @Nullable String code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.status = status;
        error = Json.object();
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        error.put("type", type);
    }

    static StripeError invalid(@Nullable String code, String message, @Nullable String param) {
        return new StripeError(400, "invalid_request_error", code, message, param);
    }

    static StripeError invalid(int status, @Nullable String code, String message) {
        return new StripeError(status, "invalid_request_error", code, message, null);
    }

    /** An object that a parameter names does not exist. */
    static StripeError noSuch(String object, String id, String param) {
        return invalid("resource_missing", "No such " + object + ": '" + id + "'", param);
    }

    /** The object that the URL names does not exist. */
    static StripeError notFound(String object, String id, String param) {
        return new StripeError(
                404, "invalid_request_error", "resource_missing", "No such " + object + ": '" + id + "'", param);
    }

    static StripeError unexpectedState(String message, JsonNode intent) {
        return invalid("payment_intent_unexpected_state", message, null).carrying("payment_intent", intent);
    }

    static StripeError missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    static StripeError idempotency(int status, @Nullable String code, String message) {
        return new StripeError(status, "idempotency_error", code, message, null);
    }

    static StripeError api(int status, String message) {
        return new StripeError(status, "api_error", null, message, null);
    }

    /** The card was declined. */
    static StripeError declined(Card.Decline decline) {
        StripeError error = new StripeError(402, "card_error", decline.code(), decline.message(), decline.param());
        error.error.put("decline_code", decline.declineCode());
        return error;
    }

    /** The same error with one more member. */
    StripeError carrying(String member, JsonNode value) {
        error.set(member, value);
        return this;
    }

    StripeError carrying(String member, String value) {
        error.put(member, value);
        return this;
    }

    int status() {
        return status;
    }

    Reply reply(String requestId) {
        ObjectNode body = error.deepCopy();
        if (status != 401) {
            body.put("request_log_url", "https://dashboard.stripe.com/test/logs/" + requestId);
        }
        ObjectNode root = Json.object();
        root.set("error", body);
        return Reply.json(status, root);
    }
}
