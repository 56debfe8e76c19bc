package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed here with the providers' own secrets, so that every forgery can be tried. */
class WebhooksTest {

    private static final String SENDGRID = "/webhooks/sendgrid";
    private static final String SID = "SM0123456789abcdef0123456789abcdef";

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;
    private final Service service = stack.service;
    private final String event = event();

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void bothAreDocumentedAndNothingElseIs() throws Exception {
        String docs = service.send(HttpRequest.newBuilder(service.uri("/v3/api-docs")))
                .body();
        assertThat(new ObjectMapper().readTree(docs).get("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(SENDGRID, "/webhooks/twilio");
    }

    @Test
    void aDeliveryEventIsTakenOnceHoweverOftenItComesAndInWhateverOrder() throws Exception {
        sendMail();
        String delivered = events("delivered", event);
        for (int i = 0; i < 3; i++) {
            assertThat(sendGrid(delivered).statusCode()).isEqualTo(200);
        }
        assertThat(sendGrid(events("processed", event)).statusCode()).isEqualTo(200);
        assertThat(around.column("delivery", event)).isEqualTo("ARRIVED");
        assertThat(around.column("status", event)).isEqualTo("SENT");
    }

    @Test
    void forgedStaleAndMisdatedEventsAreRefusedAndNothingIsWritten() throws Exception {
        sendMail();
        String body = events("bounce", event);
        long now = Clock.systemUTC().instant().getEpochSecond();
        refused(post(SENDGRID, body, Map.of()));
        refused(sendGrid(body, now, pair().getPrivate()));
        refused(sendGrid(body, now - 301, around.eventKey.privateKey()));
        refused(sendGrid(body, now + 302, around.eventKey.privateKey()));
        refused(post(SENDGRID, body + " ", signed(body, Long.toString(now), around.eventKey.privateKey())));
        refused(post(
                SENDGRID,
                body,
                Map.of("X-Twilio-Email-Event-Webhook-Signature", "!", "X-Twilio-Email-Event-Webhook-Timestamp", "1")));
        refused(post(
                SENDGRID,
                body,
                Map.of(
                        "X-Twilio-Email-Event-Webhook-Signature",
                        "AAAA",
                        "X-Twilio-Email-Event-Webhook-Timestamp",
                        "x")));
        assertThat(around.column("delivery", event)).isNotEqualTo("LOST");
    }

    @Test
    void signedNonsenseIsRefusedToo() throws Exception {
        for (String nonsense : List.of("", "{", "{}", "7", "[1]", "[{}]", "[{\"event\":1}]", "[] []")) {
            refused(sendGrid(nonsense));
        }
        assertThat(sendGrid("[]").statusCode()).isEqualTo(200);
        assertThat(sendGrid("[{\"event\":\"open\",\"eventId\":\"" + event + "\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sendGrid(events("delivered", "no-such-event")).statusCode()).isEqualTo(200);
        assertThat(sendGrid(events("delivered", "x".repeat(500))).statusCode()).isEqualTo(200);
        assertThat(around.column("status", event)).isEmpty();
    }

    @Test
    void whatIsTooLargeOrNoPostIsRefused() throws Exception {
        assertThat(sendGrid("[" + " ".repeat(1 << 20) + "]").statusCode()).isEqualTo(413);
        HttpRequest.Builder large = HttpRequest.newBuilder(service.uri("/webhooks/twilio?event=" + event))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("x=" + "y".repeat(1 << 20)));
        assertThat(service.send(large).statusCode()).isEqualTo(413);
        for (String path : List.of(SENDGRID, "/webhooks/twilio")) {
            HttpResponse<String> answer = service.send(HttpRequest.newBuilder(service.uri(path)));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void aStatusCallbackIsTakenOnceHoweverOftenItComesAndInWhateverOrder() throws Exception {
        around.broker.publish(List.of(Notices.text(event, "+15005553003"))); // Twilio says that it was not delivered
        await().atMost(PATIENCE).until(() -> around.mails(List.of(event)) == 1);
        String sid = around.column("lost_sms", event);
        for (int i = 0; i < 3; i++) {
            assertThat(twilio(callback("undelivered", sid)).statusCode()).isEqualTo(204);
            assertThat(twilio(callback("sent", sid)).statusCode()).isEqualTo(204); // comes after the end
        }
        String next = event();
        around.broker.publish(List.of(Notices.mail(next)));
        await().atMost(PATIENCE)
                .until(() -> around.column("status", event).equals("SENT") && around.mails(List.of(next)) == 1);
        assertThat(around.column("route", event)).isEqualTo("MAIL");
        assertThat(around.mails(List.of(event))).isEqualTo(1);
    }

    @Test
    void forgedCallbacksAreRefusedAndNothingIsWritten() throws Exception {
        sendText();
        Map<String, String> form = callback("undelivered", around.column("provider_id", event));
        String path = "/webhooks/twilio?event=" + event;
        refused(post(path, encoded(form), Map.of()));
        refused(post(path, encoded(form), Map.of("X-Twilio-Signature", "AAAA")));
        refused(post(path, encoded(form), Map.of("X-Twilio-Signature", signature(path, form, "another-token"))));
        Map<String, String> signed = Map.of("X-Twilio-Signature", signature(path, form, around.twilio.authToken()));
        refused(post(path + "x", encoded(form), signed));
        refused(post(path, encoded(form) + "&Extra=1", signed));
        refused(post(path, "MessageStatus=sent&" + encoded(form), signed));
        refused(post(path, "", signed));
        Map<String, String> foreign = new TreeMap<>(form);
        foreign.put("AccountSid", "AC00000000000000000000000000000000");
        refused(twilio(foreign));
        Map<String, String> nameless = new TreeMap<>(form);
        nameless.put("MessageSid", "SM1");
        refused(twilio(nameless));
        assertThat(around.column("route", event)).isEqualTo("SMS");
        assertThat(around.mails(List.of(event))).isZero();
    }

    @Test
    void formsThatAreNoneAreRefused() throws Exception {
        String path = "/webhooks/twilio?event=" + event;
        for (String form : List.of("%zz=%", "=", "&&&", "a=1&".repeat(3_000))) {
            assertThat(post(path, form, Map.of("X-Twilio-Signature", "AAAA")).statusCode())
                    .isBetween(400, 499);
        }
    }

    @Test
    void callbacksAboutNothingOfOursChangeNothing() throws Exception {
        assertThat(twilio(callback("delivered", SID)).statusCode()).isEqualTo(204);
        assertThat(twilio(callback("undelivered", SID)).statusCode()).isEqualTo(204);
        assertThat(twilio(callback("dreaming", SID)).statusCode()).isEqualTo(204);
        assertThat(around.column("status", event)).isEmpty();
    }

    @Test
    void withoutTheDatabaseEventsAreToBeDeliveredAgain() throws Exception {
        sendMail();
        around.database.kill();
        try {
            HttpResponse<String> answer = sendGrid(events("delivered", event));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            around.database.start();
        }
        await().atMost(PATIENCE)
                .until(() -> sendGrid(events("delivered", event)).statusCode() == 200);
        assertThat(around.column("delivery", event)).isEqualTo("ARRIVED");
    }

    private void sendMail() throws Exception {
        around.broker.publish(List.of(Notices.mail(event)));
        await().atMost(PATIENCE).until(() -> around.column("delivery", event).equals("ARRIVED"));
    }

    /** Sent, delivered, and no word of it under way any more. */
    private void sendText() throws Exception {
        around.broker.publish(List.of(Notices.text(event, "+4915155500000")));
        await().atMost(PATIENCE)
                .until(() -> !around.column("provider_id", event).isEmpty());
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/webhook-rejected");
    }

    private static String events(String name, String eventId) {
        return "[{\"email\":\"ada@example.org\",\"timestamp\":1,\"event\":\"" + name + "\",\"eventId\":\"" + eventId
                + "\",\"sg_event_id\":\"1\",\"sg_message_id\":\"abc.filter0001.1-0\"}]";
    }

    private Map<String, String> callback(String status, String sid) {
        return new TreeMap<>(Map.of(
                "AccountSid",
                around.twilio.accountSid(),
                "MessageSid",
                sid,
                "MessageStatus",
                status,
                "To",
                "+4915155500000"));
    }

    private HttpResponse<String> twilio(Map<String, String> form) throws Exception {
        String path = "/webhooks/twilio?event=" + event;
        return post(
                path, encoded(form), Map.of("X-Twilio-Signature", signature(path, form, around.twilio.authToken())));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String signature(String path, Map<String, String> form, String token) throws Exception {
        StringBuilder signed = new StringBuilder(Surroundings.PUBLIC + path);
        form.forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> sendGrid(String body) throws Exception {
        return sendGrid(body, Clock.systemUTC().instant().getEpochSecond(), around.eventKey.privateKey());
    }

    private HttpResponse<String> sendGrid(String body, long at, PrivateKey key) throws Exception {
        return post(SENDGRID, body, signed(body, Long.toString(at), key));
    }

    private static Map<String, String> signed(String body, String timestamp, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update((timestamp + body).getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "X-Twilio-Email-Event-Webhook-Signature",
                Base64.getEncoder().encodeToString(signature.sign()),
                "X-Twilio-Email-Event-Webhook-Timestamp",
                timestamp);
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path))
                .header(
                        "Content-Type",
                        path.equals(SENDGRID) ? "application/json" : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return service.send(request);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
