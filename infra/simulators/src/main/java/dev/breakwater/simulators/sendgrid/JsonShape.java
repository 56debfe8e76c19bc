package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members of JSON objects by type and complains about every other type. Used by one thread. */
final class JsonShape {

    private final Complaints complaints;

    JsonShape(Complaints complaints) {
        this.complaints = complaints;
    }

    void only(ObjectNode json, String path, Set<String> known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
                complaints.add(path + shown, topic(path), "Additional property " + shown + " is not allowed");
            }
        });
    }

    /** Null if it is absent or of another type, which is complained about. */
    @Nullable
    String text(ObjectNode json, String name, String path) {
        JsonNode node = json.get(name);
        if (node == null || node.isTextual()) {
            return node == null ? null : node.asText();
        }
        wrongType(path + name, "string", node);
        return null;
    }

    /** Null if it is absent or of another type, which is complained about. */
    @Nullable
    ObjectNode object(ObjectNode json, String name, String path) {
        JsonNode node = json.get(name);
        if (node == null || node instanceof ObjectNode) {
            return (ObjectNode) node;
        }
        wrongType(path + name, "object", node);
        return null;
    }

    /** The objects in an array; null if it is absent or of another type, which is complained about. */
    @Nullable
    List<ObjectNode> objects(ObjectNode json, String name, String path) {
        JsonNode node = json.get(name);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ArrayNode array)) {
            wrongType(path + name, "array", node);
            return null;
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof ObjectNode object) {
                objects.add(object);
            } else {
                wrongType(path + name + "." + i, "object", array.get(i));
            }
        }
        return objects;
    }

    /** An object whose values are strings; empty if it is absent. */
    Map<String, String> texts(ObjectNode json, String name, String path) {
        ObjectNode object = object(json, name, path);
        if (object == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (member.getValue().isTextual()) {
                texts.put(member.getKey(), member.getValue().asText());
            } else {
                wrongType(path + name + "." + member.getKey(), "string", member.getValue());
            }
        });
        return texts;
    }

    private void wrongType(String field, String expected, JsonNode actual) {
        String type = actual.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        complaints.add(field, topic(field), "Invalid type. Expected: " + expected + ", given: " + type + ".");
    }

    private static String topic(String path) {
        return path.replaceAll("\\.\\d+", "").replaceAll("\\.$", "");
    }
}
