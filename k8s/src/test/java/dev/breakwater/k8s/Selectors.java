package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Label selectors, as the API defines them; an empty one selects all. */
final class Selectors {

    private Selectors() {}

    static boolean match(JsonNode selector, JsonNode labels) {
        return matchLabels(selector.path("matchLabels"), labels)
                && Manifests.each(selector.path("matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    static boolean matchLabels(JsonNode wanted, JsonNode labels) {
        return wanted.properties().stream().allMatch(label -> has(labels, label));
    }

    private static boolean has(JsonNode labels, Map.Entry<String, JsonNode> label) {
        return label.getValue().equals(labels.get(label.getKey()));
    }

    private static boolean holds(JsonNode expression, JsonNode labels) {
        JsonNode value = labels.path(expression.path("key").asText());
        boolean listed = Manifests.texts(expression.path("values")).anyMatch(value.asText()::equals);
        return switch (expression.path("operator").asText()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !value.isMissingNode();
            case "DoesNotExist" -> value.isMissingNode();
            default -> throw new IllegalArgumentException("not an operator: " + expression);
        };
    }
}
