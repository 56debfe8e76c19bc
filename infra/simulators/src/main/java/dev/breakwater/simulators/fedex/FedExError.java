package dev.breakwater.simulators.fedex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.util.UUID;

/** A refusal in FedEx's shape: {@code {"transactionId","errors":[{"code","message"}]}}. */
final class FedExError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    FedExError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static FedExError invalid(String code, String message) {
        return new FedExError(400, code, message);
    }

    Reply reply() {
        ObjectNode json = Json.object().put("transactionId", UUID.randomUUID().toString());
        json.putArray("errors").addObject().put("code", code).put("message", getMessage());
        return Reply.json(status, json);
    }
}
