package dev.breakwater.simulators.twilio;

import dev.breakwater.simulators.webhooks.WebhookSender;
import dev.breakwater.simulators.webhooks.WebhookSender.Post;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes texts from queued to their end and tells their senders of each step. Thread-safe. */
final class Carrier {

    /** Numbers of this simulator's own: whoever sends to them is not refused, but the text never arrives. */
    private static final Map<String, Integer> UNREACHABLE = Map.of("+15005553003", 30003, "+15005553005", 30005);

    private static final int FAILED = 30005;

    private final TextLedger ledger;
    private final WebhookSender sender;
    private final CallbackSignature signature;
    private final String accountSid;
    private final @Nullable URI callbackBase;
    private final Duration step;

    Carrier(
            TextLedger ledger,
            WebhookSender sender,
            CallbackSignature signature,
            String accountSid,
            @Nullable URI callbackBase,
            Duration step) {
        this.ledger = ledger;
        this.sender = sender;
        this.signature = signature;
        this.accountSid = accountSid;
        this.callbackBase = callbackBase;
        this.step = step;
    }

    void accept(TextMessage text) {
        ledger.put(text);
        tell(text);
        sender.later(() -> send(text.sid()), step);
    }

    private void send(String sid) {
        ledger.find(sid).ifPresent(text -> {
            Integer error = UNREACHABLE.get(text.to());
            if (error != null && error == FAILED) {
                move(sid, "failed", error); // never leaves Twilio
                return;
            }
            move(sid, "sent", null);
            sender.later(() -> move(sid, error == null ? "delivered" : "undelivered", error), step);
        });
    }

    private void move(String sid, String status, @Nullable Integer error) {
        ledger.move(sid, status, error).ifPresent(this::tell);
    }

    private void tell(TextMessage text) {
        String url = text.statusCallback();
        if (url != null) {
            sender.send(() -> post(text, url));
        }
    }

    /** Signed for the URL that the sender named, whatever way the request really takes. */
    private Post post(TextMessage text, String url) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "AccountSid", accountSid,
                "ApiVersion", "2010-04-01",
                "From", text.from(),
                "MessageSid", text.sid(),
                "MessageStatus", text.status(),
                "SmsSid", text.sid(),
                "SmsStatus", text.status(),
                "To", text.to()));
        if (text.errorCode() != null) {
            fields.put("ErrorCode", text.errorCode().toString());
        }
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Post(
                target(url),
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=UTF-8",
                        "User-Agent",
                        "TwilioProxy/1.1",
                        "X-Twilio-Signature",
                        signature.of(url, fields)),
                form.getBytes(StandardCharsets.UTF_8));
    }

    private URI target(String url) {
        URI named = URI.create(url);
        if (callbackBase == null) {
            return named;
        }
        String query = named.getRawQuery();
        return callbackBase.resolve(named.getRawPath() + (query == null ? "" : "?" + query));
    }
}
