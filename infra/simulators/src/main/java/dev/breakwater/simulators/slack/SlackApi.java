package dev.breakwater.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code POST /services/T…/B…/…}, where the path is the secret. Thread-safe. */
final class SlackApi implements Service {

    private static final Pattern WEBHOOK = Pattern.compile("/services/(T[A-Z0-9]+)/(B[A-Z0-9]+)/([A-Za-z0-9]+)");
    private static final String FORM_FIELD = "payload=";

    private final String webhookPath;
    private final String team;
    private final ChannelLedger ledger;
    private final Clock clock;

    SlackApi(String webhookPath, ChannelLedger ledger, Clock clock) {
        this.webhookPath = webhookPath;
        this.team = webhookPath.split("/", -1)[2];
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        return WEBHOOK.matcher(call.path()).matches() ? call.method() + " /services/{webhook}" : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        Matcher webhook = WEBHOOK.matcher(call.path());
        if (!webhook.matches() || !webhook.group(1).equals(team)) {
            return refused(404, "no_team");
        }
        if (!MessageDigest.isEqual(
                webhookPath.getBytes(StandardCharsets.UTF_8), call.path().getBytes(StandardCharsets.UTF_8))) {
            return refused(404, "no_service");
        }
        if (!call.method().equals("POST")) {
            return refused(405, "method_not_allowed");
        }
        Optional<JsonNode> body = body(call);
        if (body.isEmpty() || !(body.get() instanceof ObjectNode json)) {
            return refused(400, "invalid_payload");
        }
        MessageReader reader = new MessageReader();
        SlackMessage message = reader.read(json, clock.instant());
        String refusal = reader.refusal();
        if (refusal != null) {
            return refused(400, refusal);
        }
        return new Admission.Admitted(lastTouch -> lastTouch.apply(accept(message)));
    }

    /** JSON, or JSON in the only field of a form. */
    private static Optional<JsonNode> body(Call call) {
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return Json.parse(call.body());
        }
        try {
            String form = call.text();
            return form.startsWith(FORM_FIELD)
                    ? Json.parse(URLDecoder.decode(form.substring(FORM_FIELD.length()), StandardCharsets.UTF_8)
                            .getBytes(StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Reply accept(SlackMessage message) {
        ledger.add(message);
        return text(200, "ok");
    }

    private static Admission refused(int status, String word) {
        return new Admission.Settled(text(status, word));
    }

    private static Reply text(int status, String word) {
        return new Reply(status, Map.of("Content-Type", "text/html"), word.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Reply unavailable() {
        return text(503, "service_unavailable");
    }

    @Override
    public Reply internalError() {
        return text(500, "rollup_error");
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return text(429, "rate_limited").with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
