package dev.breakwater.simulators.ups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;

/** A refusal in UPS's shape: {@code {"response":{"errors":[{"code","message"}]}}}. */
final class UpsError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    UpsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static UpsError invalid(String code, String message) {
        return new UpsError(400, code, message);
    }

    Reply reply() {
        ObjectNode json = Json.object();
        json.putObject("response")
                .putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", getMessage());
        return Reply.json(status, json);
    }
}
