package dev.breakwater.simulators.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every event that was accepted, and the incidents that they opened and closed. Thread-safe. */
public final class IncidentLedger {

    private final List<PagerDutyEvent> events = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final RequestLog requests;

    IncidentLedger(RequestLog requests) {
        this.requests = requests;
    }

    /** What acknowledges or resolves nothing is accepted as well, and changes nothing. */
    synchronized void add(PagerDutyEvent event) {
        events.add(event);
        Integer place = open.get(event.dedupKey());
        if (place == null) {
            if (event.action().equals("trigger")) {
                open.put(event.dedupKey(), incidents.size());
                incidents.add(opened(event));
            }
            return;
        }
        Incident incident = incidents.get(place);
        switch (event.action()) {
            case "trigger" -> incidents.set(place, incident.triggeredAgain());
            case "acknowledge" -> incidents.set(place, incident.acknowledged());
            default -> {
                incidents.set(place, incident.resolved(event.at()));
                open.remove(event.dedupKey());
            }
        }
    }

    private static Incident opened(PagerDutyEvent event) {
        return new Incident(
                event.dedupKey(),
                "triggered",
                Objects.requireNonNull(event.summary(), "a trigger has a payload"),
                Objects.requireNonNull(event.severity(), "a trigger has a payload"),
                event.eventClass(),
                1,
                event.at(),
                null);
    }

    /** All events, oldest first. */
    public synchronized List<PagerDutyEvent> events() {
        return List.copyOf(events);
    }

    /** All incidents as they are now, oldest first; a key that was resolved and triggered again has two. */
    public synchronized List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("incidents");
        for (Incident incident : incidents()) {
            all.addObject()
                    .put("dedupKey", incident.dedupKey())
                    .put("status", incident.status())
                    .put("summary", incident.summary())
                    .put("severity", incident.severity())
                    .put("class", incident.eventClass())
                    .put("triggers", incident.triggers())
                    .put("openedAt", incident.openedAt().toString())
                    .put("resolvedAt", Objects.toString(incident.resolvedAt(), null));
        }
        ArrayNode list = json.putArray("events");
        for (PagerDutyEvent event : events()) {
            list.addObject()
                    .put("action", event.action())
                    .put("dedupKey", event.dedupKey())
                    .put("summary", event.summary())
                    .put("severity", event.severity())
                    .put("source", event.source())
                    .put("class", event.eventClass())
                    .put("at", event.at().toString());
        }
        json.set("requests", requests.json());
        return json;
    }
}
