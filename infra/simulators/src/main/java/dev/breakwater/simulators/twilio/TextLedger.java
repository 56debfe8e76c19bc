package dev.breakwater.simulators.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import dev.breakwater.simulators.webhooks.WebhookSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every SMS that was accepted, whether or not its sender ever heard of it. Thread-safe. */
public final class TextLedger {

    private final Map<String, TextMessage> texts = new LinkedHashMap<>();
    private final RequestLog requests;
    private final WebhookSender callbacks;

    TextLedger(RequestLog requests, WebhookSender callbacks) {
        this.requests = requests;
        this.callbacks = callbacks;
    }

    synchronized void put(TextMessage text) {
        texts.put(text.sid(), text);
    }

    synchronized Optional<TextMessage> move(String sid, String status, @Nullable Integer error) {
        return Optional.ofNullable(texts.computeIfPresent(sid, (key, text) -> text.with(status, error)));
    }

    synchronized Optional<TextMessage> find(String sid) {
        return Optional.ofNullable(texts.get(sid));
    }

    /** All texts as they are now, oldest first. */
    public synchronized List<TextMessage> messages() {
        return new ArrayList<>(texts.values());
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        for (TextMessage text : messages()) {
            list.addObject()
                    .put("sid", text.sid())
                    .put("to", text.to())
                    .put("from", text.from())
                    .put("body", text.body())
                    .put("segments", text.segments())
                    .put("status", text.status())
                    .put("errorCode", text.errorCode())
                    .put("statusCallback", text.statusCallback())
                    .put("at", text.at().toString());
        }
        json.set("requests", requests.json());
        json.set("callbacks", callbacks.json());
        return json;
    }
}
