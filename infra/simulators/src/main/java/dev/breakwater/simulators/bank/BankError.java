package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import org.jspecify.annotations.Nullable;

/** The bank's no, in its one shape: {@code {"error":{"code","message","field"}}}. */
final class BankError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;

    BankError(int status, String code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
    }

    static BankError invalid(String field, String message) {
        return new BankError(400, "validation_error", message, field);
    }

    static BankError notFound(String message) {
        return new BankError(404, "not_found", message, null);
    }

    Reply reply() {
        ObjectNode json = Json.object();
        ObjectNode error = json.putObject("error").put("code", code).put("message", getMessage());
        if (field != null) {
            error.put("field", field);
        }
        Reply reply = Reply.json(status, json);
        return status == 401 ? reply.with("WWW-Authenticate", "Bearer error=\"invalid_token\"") : reply;
    }
}
