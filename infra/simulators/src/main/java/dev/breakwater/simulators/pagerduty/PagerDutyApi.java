package dev.breakwater.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v2/enqueue}. Thread-safe. */
final class PagerDutyApi implements Service {

    private static final String ENQUEUE = "/v2/enqueue";

    private final byte[] routingKey;
    private final IncidentLedger ledger;
    private final Clock clock;

    PagerDutyApi(String routingKey, IncidentLedger ledger, Clock clock) {
        this.routingKey = routingKey.getBytes(StandardCharsets.UTF_8);
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        return call.path().equals(ENQUEUE) && call.method().equals("POST") ? "POST " + ENQUEUE : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        if (!call.path().equals(ENQUEUE)) {
            return new Admission.Settled(text(404, "Not Found"));
        }
        if (!call.method().equals("POST")) {
            return new Admission.Settled(text(405, "Method Not Allowed"));
        }
        Optional<JsonNode> body = Json.parse(call.body());
        if (body.isEmpty() || !(body.get() instanceof ObjectNode json)) {
            return new Admission.Settled(invalid("Event object is invalid", List.of("JSON request body is invalid")));
        }
        EventReader reader = new EventReader();
        PagerDutyEvent event = reader.read(json, clock.instant());
        if (!reader.complaints().isEmpty()) {
            return new Admission.Settled(invalid("Event object is invalid", reader.complaints()));
        }
        if (!MessageDigest.isEqual(routingKey, json.path("routing_key").asText().getBytes(StandardCharsets.UTF_8))) {
            return new Admission.Settled(text(400, "Invalid routing key"));
        }
        return new Admission.Admitted(lastTouch -> lastTouch.apply(accept(event)));
    }

    private Reply accept(PagerDutyEvent event) {
        ledger.add(event);
        return Reply.json(
                202,
                Json.object()
                        .put("status", "success")
                        .put("message", "Event processed")
                        .put("dedup_key", event.dedupKey()));
    }

    private static Reply invalid(String message, List<String> complaints) {
        ObjectNode json = Json.object().put("status", "invalid event").put("message", message);
        ArrayNode errors = json.putArray("errors");
        complaints.forEach(errors::add);
        return Reply.json(400, json);
    }

    private static Reply text(int status, String message) {
        return new Reply(status, Map.of("Content-Type", "text/plain"), message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Reply unavailable() {
        return text(503, "Service Unavailable");
    }

    @Override
    public Reply internalError() {
        return text(500, "Internal Server Error");
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return Reply.json(
                        429,
                        Json.object()
                                .put("status", "throttle exceeded")
                                .put(
                                        "message",
                                        "Requests for this service are arriving too quickly. Please retry later."))
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
