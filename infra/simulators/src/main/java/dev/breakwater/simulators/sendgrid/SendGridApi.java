package dev.breakwater.simulators.sendgrid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import dev.breakwater.simulators.sendgrid.MailReader.Letter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /v3/mail/send}. Thread-safe. */
final class SendGridApi implements Service {

    private static final String SEND = "/v3/mail/send";

    private final byte[] expectedAuthorization;
    private final MailLedger ledger;
    private final DeliveryEvents events;
    private final Clock clock;

    SendGridApi(String apiKey, MailLedger ledger, DeliveryEvents events, Clock clock) {
        expectedAuthorization = ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8);
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        return call.path().equals(SEND) && call.method().equals("POST") ? "POST " + SEND : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        String authorization = call.header("authorization");
        if (authorization == null
                || !MessageDigest.isEqual(expectedAuthorization, authorization.getBytes(StandardCharsets.UTF_8))) {
            return refused(401, "The provided authorization grant is invalid, expired, or revoked");
        }
        if (!call.path().equals(SEND)) {
            return refused(404, "Not Found");
        }
        if (!call.method().equals("POST")) {
            return refused(405, "method not allowed");
        }
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/json")) {
            return refused(415, "Content-Type should be application/json.");
        }
        Optional<JsonNode> body = Json.parse(call.body());
        if (body.isEmpty() || !(body.get() instanceof ObjectNode json)) {
            return refused(400, "Bad Request");
        }
        MailReader reader = new MailReader();
        List<Letter> letters = reader.read(json);
        if (!reader.complaints().isEmpty()) {
            return new Admission.Settled(reader.complaints().reply());
        }
        if (json.at("/mail_settings/sandbox_mode/enable").asBoolean(false)) {
            return new Admission.Settled(Reply.empty(200)); // valid, but not to be delivered
        }
        return new Admission.Admitted(lastTouch -> lastTouch.apply(accept(letters)));
    }

    private Reply accept(List<Letter> letters) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        List<Mail> mails = letters.stream()
                .map(letter -> new Mail(
                        id, letter.to(), letter.subject(), letter.template(), letter.customArgs(), clock.instant()))
                .toList();
        ledger.add(mails);
        mails.forEach(events::accepted);
        return Reply.empty(202).with("X-Message-Id", id);
    }

    private static Admission refused(int status, String message) {
        return new Admission.Settled(Complaints.reply(status, message));
    }

    @Override
    public Reply unavailable() {
        return Complaints.reply(503, "The SendGrid v3 Web API is not available.");
    }

    @Override
    public Reply internalError() {
        return Complaints.reply(500, "An error occurred on a SendGrid server.");
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        long reset = clock.instant().getEpochSecond() + retryAfterSeconds;
        return Complaints.reply(429, "too many requests")
                .with("Retry-After", Long.toString(retryAfterSeconds))
                .with("X-RateLimit-Limit", "600")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", Long.toString(reset));
    }
}
