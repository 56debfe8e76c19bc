package dev.breakwater.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks an event as PagerDuty does, all of it before it refuses, and in its words as far as they are public. Used by one thread. */
final class EventReader {

    private static final int ROUTING_KEY_LENGTH = 32;
    private static final int LONGEST_DEDUP_KEY = 255;
    private static final int LONGEST_SUMMARY = 1024;
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final List<String> complaints = new ArrayList<>();

    List<String> complaints() {
        return complaints;
    }

    /** The event; meaningless if there are complaints afterwards. */
    PagerDutyEvent read(ObjectNode json, Instant now) {
        routingKey(text(json, "", "routing_key", true));
        String action = text(json, "", "event_action", true);
        if (action != null && !ACTIONS.contains(action)) {
            complaints.add(
                    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }
        boolean trigger = "trigger".equals(action);
        String dedupKey = text(json, "", "dedup_key", action != null && !trigger);
        if (dedupKey != null && dedupKey.length() > LONGEST_DEDUP_KEY) {
            complaints.add("Length of 'dedup_key' is incorrect (should be at most 255 characters)");
        }
        text(json, "", "client", false);
        text(json, "", "client_url", false);
        objects(json, "links", "href");
        objects(json, "images", "src");
        JsonNode payload = json.path("payload");
        if (trigger && !(payload instanceof ObjectNode)) {
            complaints.add("'payload' is missing or blank");
        } else if (!payload.isMissingNode() && !payload.isNull() && !payload.isObject()) {
            complaints.add("'payload' is invalid (must be an object)");
        }
        JsonNode inner = payload.isObject() ? payload : MissingNode.getInstance();
        boolean required = trigger && payload.isObject();
        String severity = text(inner, "payload.", "severity", required);
        if (severity != null && !SEVERITIES.contains(severity)) {
            complaints.add(
                    "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        }
        timestamp(text(inner, "payload.", "timestamp", false));
        for (String name : List.of("component", "group")) {
            text(inner, "payload.", name, false);
        }
        return new PagerDutyEvent(
                String.valueOf(action),
                dedupKey == null ? UUID.randomUUID().toString().replace("-", "") : dedupKey,
                shortened(text(inner, "payload.", "summary", required)),
                severity,
                text(inner, "payload.", "source", required),
                text(inner, "payload.", "class", false),
                now);
    }

    private void routingKey(@Nullable String key) {
        if (key != null && key.length() != ROUTING_KEY_LENGTH) {
            complaints.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        if (key != null && !key.matches("[A-Za-z0-9]*")) {
            complaints.add("'routing_key' cannot contain non-alphanumeric characters.");
        }
    }

    /** Null where it is absent, which is complained about if it is required. */
    private @Nullable String text(JsonNode json, String path, String name, boolean required) {
        JsonNode value = json.path(name);
        boolean absent = value.isMissingNode() || value.isNull();
        if (absent || (value.isTextual() && value.asText().isBlank())) {
            if (required) {
                complaints.add("'" + path + name + "' is missing or blank");
            }
            return null;
        }
        if (!value.isTextual()) {
            complaints.add("'" + path + name + "' is invalid (must be a string)");
            return null;
        }
        return value.asText();
    }

    private void objects(ObjectNode json, String name, String required) {
        JsonNode list = json.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            complaints.add("'" + name + "' is invalid (must be an array)");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(required).asText().isBlank()) {
                complaints.add("'" + name + "[" + i + "]." + required + "' is missing or blank");
            }
        }
    }

    private void timestamp(@Nullable String timestamp) {
        if (timestamp != null && moment(timestamp) == null) {
            complaints.add("'payload.timestamp' is invalid (must be in ISO 8601 format)");
        }
    }

    private static @Nullable OffsetDateTime moment(String timestamp) {
        try {
            return OffsetDateTime.parse(timestamp);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable String shortened(@Nullable String summary) {
        return summary == null || summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY);
    }
}
