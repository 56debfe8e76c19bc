package dev.breakwater.simulators.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every message that stands in the channel, whether or not its sender ever heard of it. Thread-safe. */
public final class ChannelLedger {

    private final ConcurrentLinkedQueue<SlackMessage> messages = new ConcurrentLinkedQueue<>();
    private final RequestLog requests;

    ChannelLedger(RequestLog requests) {
        this.requests = requests;
    }

    void add(SlackMessage message) {
        messages.add(message);
    }

    /** All messages, oldest first. */
    public List<SlackMessage> messages() {
        return List.copyOf(messages);
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        for (SlackMessage message : messages) {
            ObjectNode each = list.addObject().put("text", message.text());
            ArrayNode titles = each.putArray("titles");
            message.titles().forEach(titles::add);
            each.put("everything", message.everything()).put("at", message.at().toString());
        }
        json.set("requests", requests.json());
        return json;
    }
}
