package dev.breakwater.simulators.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.util.List;

/** Refusals of the admin API as RFC 9457 problems. */
public final class Problem {

    /** A field that was refused: what was sent, and what may be sent. */
    public record FieldError(String field, String value, String range, String message) {}

    private Problem() {}

    public static Reply of(int status, String type, String title, String detail, String instance) {
        return reply(status, json(status, type, title, detail, instance));
    }

    public static Reply invalid(String instance, List<FieldError> errors) {
        String detail = errors.stream()
                .map(FieldError::message)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        ObjectNode json = json(400, "invalid-request", "Invalid request", detail, instance);
        ArrayNode list = json.putArray("errors");
        for (FieldError error : errors) {
            list.addObject()
                    .put("field", error.field())
                    .put("value", error.value())
                    .put("range", error.range())
                    .put("message", error.message());
        }
        return reply(400, json);
    }

    static Reply notFound(String detail, String instance, List<String> available) {
        ObjectNode json = json(404, "not-found", "Not found", detail, instance);
        ArrayNode names = json.putArray("available");
        available.forEach(names::add);
        return reply(404, json);
    }

    private static ObjectNode json(int status, String type, String title, String detail, String instance) {
        return Json.object()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance);
    }

    private static Reply reply(int status, ObjectNode json) {
        return Reply.json(status, json).with("Content-Type", "application/problem+json");
    }
}
