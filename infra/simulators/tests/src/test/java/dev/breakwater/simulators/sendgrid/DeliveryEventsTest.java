package dev.breakwater.simulators.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.SendGrid;
import dev.breakwater.simulators.Receiver;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryEventsTest {

    private Receiver receiver;
    private SendGridSimulator sendGrid;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        sendGrid = SendGridSimulator.start(
                SendGridSimulator.Config.random().withWebhookUrl(receiver.uri("/webhooks/sendgrid")));
    }

    @AfterEach
    void close() {
        sendGrid.close();
        receiver.close();
    }

    @Test
    void aMailIsProcessedAndDeliveredAndItsCustomArgumentsComeBack() throws Exception {
        send("ann@example.com", "e-1");

        await().until(() -> events().size() == 2);
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.get("eventId").asText()).isEqualTo("e-1");
            assertThat(event.get("sg_message_id").asText())
                    .startsWith(sendGrid.ledger().mails().get(0).id() + ".");
        });
        assertThat(names("e-1")).containsExactlyInAnyOrder("processed", "delivered");
    }

    @Test
    void theSignatureIsOverTimestampAndBody() throws Exception {
        send("ann@example.com", "e-1");
        await().until(() -> !receiver.received.isEmpty());

        Receiver.Received post = receiver.received.get(0);
        String timestamp = post.headers().getFirst("X-Twilio-Email-Event-Webhook-Timestamp");
        assertThat(fits(post, timestamp)).isTrue();
        assertThat(fits(post, timestamp + "0")).isFalse();
    }

    /** As SendGrid describes it; its own library wants a provider of cryptography that nothing else needs. */
    private boolean fits(Receiver.Received post, String timestamp) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(sendGrid.webhookPublicKey());
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        ecdsa.update(timestamp.getBytes(StandardCharsets.UTF_8));
        ecdsa.update(post.body());
        return ecdsa.verify(
                Base64.getDecoder().decode(post.headers().getFirst("X-Twilio-Email-Event-Webhook-Signature")));
    }

    @Test
    void mailThatBouncesOrIsDroppedSaysSo() throws Exception {
        send("bounce-1@example.com", "e-1");
        send("dropped-1@example.com", "e-2");

        await().until(() -> events().size() == 3);
        assertThat(names("e-1")).containsExactlyInAnyOrder("processed", "bounce");
        assertThat(names("e-2")).containsExactly("dropped");
    }

    @Test
    void someEventsComeInTheWrongOrderAndSomeTwice() throws Exception {
        for (int i = 1; i <= 5; i++) {
            send("ann@example.com", "e-" + i);
        }
        await().until(() -> events().size() == 11);
        assertThat(names("e-3")).containsExactly("delivered", "processed");
        assertThat(names("e-5")).containsExactlyInAnyOrder("processed", "delivered", "delivered");
    }

    @Test
    void whatIsNotAcceptedIsToldAgain() throws Exception {
        receiver.refusals.set(1);
        send("ann@example.com", "e-1");

        await().until(() -> receiver.received.size() == 3);
        assertThat(names("e-1")).contains("processed", "delivered");
    }

    private List<String> names(String eventId) {
        return events().stream()
                .filter(event -> event.get("eventId").asText().equals(eventId))
                .map(event -> event.get("event").asText())
                .toList();
    }

    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        receiver.received.forEach(post -> Json.parse(post.body()).orElseThrow().forEach(events::add));
        return events;
    }

    private void send(String to, String eventId) throws IOException {
        Request request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody("{\"personalizations\":[{\"to\":[{\"email\":\"" + to + "\"}],\"custom_args\":{\"eventId\":\""
                + eventId + "\"}}],\"from\":{\"email\":\"shop@example.com\"},\"subject\":\"Hello\","
                + "\"content\":[{\"type\":\"text/plain\",\"value\":\"Hi\"}]}");
        SendGrid client = new SendGrid(sendGrid.apiKey(), true);
        client.setHost(sendGrid.host());
        assertThat(client.api(request).getStatusCode()).isEqualTo(202);
    }
}
