package dev.breakwater.simulators.twilio;

import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /2010-04-01/Accounts/{sid}/Messages}. Thread-safe. */
final class TwilioApi implements Service {

    private static final Set<String> LIST_FIELDS = Set.of("To", "From", "PageSize", "Page", "PageToken");

    private final byte[] expectedAuthorization;
    private final String owned;
    private final TextLedger ledger;
    private final Carrier carrier;
    private final MessageJson json;
    private final Clock clock;

    TwilioApi(String accountSid, String authToken, String owned, TextLedger ledger, Carrier carrier, Clock clock) {
        String pair = accountSid + ":" + authToken;
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        expectedAuthorization = ("Basic " + encoded).getBytes(StandardCharsets.UTF_8);
        this.owned = owned;
        this.ledger = ledger;
        this.carrier = carrier;
        this.json = new MessageJson(accountSid);
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        if (call.path().equals(json.collection() + ".json")) {
            return call.method() + " Messages";
        }
        return call.path().startsWith(json.collection() + "/") ? call.method() + " Messages/{sid}" : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        try {
            authenticate(call.header("authorization"));
            if (call.path().equals(json.collection() + ".json")) {
                return switch (call.method()) {
                    case "POST" -> create(call);
                    case "GET" -> new Admission.Settled(list(FormFields.parse(call.query())));
                    default -> throw new TwilioError(405, 20004, "Method not allowed");
                };
            }
            return new Admission.Settled(fetch(call));
        } catch (TwilioError error) {
            return new Admission.Settled(error.reply());
        }
    }

    private void authenticate(@Nullable String authorization) {
        if (authorization == null
                || !MessageDigest.isEqual(expectedAuthorization, authorization.getBytes(StandardCharsets.UTF_8))) {
            throw new TwilioError(401, 20003, "Authenticate");
        }
    }

    private Admission create(Call call) {
        String type = call.header("content-type");
        boolean isForm = type != null && type.startsWith("application/x-www-form-urlencoded");
        SmsOrder order = SmsOrder.read(FormFields.parse(isForm ? call.text() : ""), owned);
        return new Admission.Admitted(lastTouch -> lastTouch.apply(accept(order)));
    }

    private Reply accept(SmsOrder order) {
        TextMessage text = new TextMessage(
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                order.to(),
                order.from(),
                order.body(),
                "queued",
                null,
                order.statusCallback(),
                clock.instant());
        carrier.accept(text);
        return Reply.json(201, json.of(text));
    }

    private Reply list(FormFields query) {
        for (String field : query.values().keySet()) {
            if (!LIST_FIELDS.contains(field)) {
                throw TwilioError.invalid(20001, "This simulator lists by " + LIST_FIELDS + " only, not by " + field);
            }
        }
        String to = query.text("To");
        String from = query.text("From");
        List<TextMessage> found = new ArrayList<>(ledger.messages().stream()
                .filter(text -> to == null || text.to().equals(to))
                .filter(text -> from == null || text.from().equals(from))
                .toList());
        Collections.reverse(found); // the newest first
        return Reply.json(200, json.page(found, query));
    }

    private Reply fetch(Call call) {
        String path = call.path();
        String prefix = json.collection() + "/";
        if (!path.startsWith(prefix) || !path.endsWith(".json")) {
            throw TwilioError.notFound(path);
        }
        if (!call.method().equals("GET")) {
            throw new TwilioError(405, 20004, "Method not allowed");
        }
        String sid = path.substring(prefix.length(), path.length() - ".json".length());
        return Reply.json(200, json.of(ledger.find(sid).orElseThrow(() -> TwilioError.notFound(path))));
    }

    @Override
    public Reply unavailable() {
        return new TwilioError(503, 20503, "Service is unavailable. Please try again.").reply();
    }

    @Override
    public Reply internalError() {
        return new TwilioError(500, 20500, "An internal server error has occurred").reply();
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return new TwilioError(429, 20429, "Too Many Requests")
                .reply()
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
