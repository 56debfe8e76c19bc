package dev.breakwater.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a message as Slack does. Used by one thread. */
final class MessageReader {

    private static final int MOST_ATTACHMENTS = 100;
    private static final int MOST_BLOCKS = 50;

    /** What a reader sees of a block or an attachment; the rest is layout, addresses and colours. */
    private static final Set<String> WORDS =
            Set.of("text", "title", "pretext", "fallback", "footer", "value", "author_name");

    private final List<String> lines = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private @Nullable String refusal;

    /** Slack's word for what is wrong; null if nothing is. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** The message; meaningless if it is refused. */
    SlackMessage read(ObjectNode json, Instant now) {
        JsonNode text = json.path("text");
        if (!text.isMissingNode() && !text.isNull() && !text.isTextual()) {
            refuse("invalid_payload");
        }
        words(text, "text");
        JsonNode attachments = list(json, "attachments", MOST_ATTACHMENTS, "too_many_attachments");
        JsonNode blocks = list(json, "blocks", MOST_BLOCKS, "invalid_blocks");
        for (JsonNode block : blocks) {
            if (!block.path("type").isTextual()) {
                refuse("invalid_blocks");
            }
            words(block, "");
        }
        for (JsonNode attachment : attachments) {
            titles.add(attachment.path("title").asText());
            words(attachment, "");
        }
        if (text.asText("").isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
            refuse("no_text");
        }
        return new SlackMessage(text.asText(""), List.copyOf(titles), String.join("\n", lines), now);
    }

    private JsonNode list(ObjectNode json, String name, int most, String tooMany) {
        JsonNode list = json.path(name);
        boolean absent = list.isMissingNode() || list.isNull();
        if (!absent && !list.isArray()) {
            refuse("invalid_payload");
        }
        for (JsonNode each : list) {
            if (!each.isObject()) {
                refuse("invalid_payload");
            }
        }
        if (list.size() > most) {
            refuse(tooMany);
        }
        return list;
    }

    private void words(JsonNode node, String name) {
        if (node.isTextual() && WORDS.contains(name) && !node.asText().isBlank()) {
            lines.add(node.asText());
        }
        node.properties().forEach(member -> words(member.getValue(), member.getKey()));
        if (node.isArray()) {
            node.forEach(element -> words(element, name));
        }
    }

    private void refuse(String word) {
        if (refusal == null) {
            refusal = word;
        }
    }
}
