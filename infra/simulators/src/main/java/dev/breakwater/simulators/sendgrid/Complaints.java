package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, in SendGrid's shape: {@code {"errors":[{"message","field","help"}]}}. Used by one thread. */
final class Complaints {

    private static final String HELP = "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.";

    private record Complaint(
            String message,
            @Nullable String field,
            @Nullable String help) {}

    private final List<Complaint> all = new ArrayList<>();

    /** @param topic the part of SendGrid's error page that explains it */
    void add(String field, String topic, String message) {
        all.add(new Complaint(message, field, HELP + topic));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Reply reply() {
        return reply(400, all);
    }

    static Reply reply(int status, String message) {
        return reply(status, List.of(new Complaint(message, null, null)));
    }

    private static Reply reply(int status, List<Complaint> complaints) {
        ObjectNode json = Json.object();
        ArrayNode errors = json.putArray("errors");
        complaints.forEach(each -> errors.addObject()
                .put("message", each.message())
                .put("field", each.field())
                .put("help", each.help()));
        return Reply.json(status, json);
    }
}
