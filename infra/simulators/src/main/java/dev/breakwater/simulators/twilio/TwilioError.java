package dev.breakwater.simulators.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.io.Serial;

/** A refusal in Twilio's shape: {@code {"code","message","more_info","status"}}. */
final class TwilioError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    TwilioError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** What is wrong with a parameter, which is always a 400. */
    static TwilioError invalid(int code, String message) {
        return new TwilioError(400, code, message);
    }

    static TwilioError notFound(String path) {
        return new TwilioError(404, 20404, "The requested resource " + path + " was not found");
    }

    Reply reply() {
        ObjectNode json = Json.object()
                .put("code", code)
                .put("message", getMessage())
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        return Reply.json(status, json);
    }
}
