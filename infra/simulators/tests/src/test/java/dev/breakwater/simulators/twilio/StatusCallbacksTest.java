package dev.breakwater.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import dev.breakwater.simulators.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCallbacksTest {

    private static final String PUBLIC = "https://shop.example/webhooks/twilio?event=e-1";

    private Receiver receiver;
    private TwilioSimulator twilio;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        twilio = TwilioSimulator.start(TwilioSimulator.Config.random().withWebhookBase(receiver.uri("")));
    }

    @AfterEach
    void close() {
        twilio.close();
        receiver.close();
    }

    @Test
    void everyStepIsToldWithASignatureThatTheRealLibraryAcceptsForThePublicAddress() throws Exception {
        text("+4915112345678");

        await().until(() -> statuses().size() == 3);
        assertThat(statuses()).containsExactlyInAnyOrder("queued", "sent", "delivered");
        RequestValidator validator = new RequestValidator(twilio.authToken());
        assertThat(receiver.received).allSatisfy(callback -> {
            assertThat(callback.pathAndQuery()).isEqualTo("/webhooks/twilio?event=e-1");
            String signature = callback.headers().getFirst("X-Twilio-Signature");
            assertThat(validator.validate(PUBLIC, fields(callback), signature)).isTrue();
            assertThat(validator.validate(PUBLIC + "x", fields(callback), signature))
                    .isFalse();
        });
    }

    @Test
    void aTextToAnUnreachableNumberEndsUndeliveredWithItsCode() throws Exception {
        text("+15005553003");

        await().until(() -> statuses().contains("undelivered"));
        assertThat(receiver.received)
                .filteredOn(callback -> "undelivered".equals(fields(callback).get("MessageStatus")))
                .singleElement()
                .satisfies(callback -> assertThat(fields(callback)).containsEntry("ErrorCode", "30003"));
        assertThat(twilio.ledger().messages().get(0).status()).isEqualTo("undelivered");
    }

    @Test
    void aTextThatNeverLeavesTwilioEndsFailed() throws Exception {
        text("+15005553005");

        await().until(() -> statuses().contains("failed"));
        assertThat(statuses()).doesNotContain("sent");
    }

    @Test
    void whatIsNotAcceptedIsToldAgain() throws Exception {
        receiver.refusals.set(2);
        text("+4915112345678");

        await().until(() -> statuses().size() == 5);
        assertThat(statuses()).contains("queued", "sent", "delivered");
    }

    private List<String> statuses() {
        return receiver.received.stream()
                .map(callback -> String.valueOf(fields(callback).get("MessageStatus")))
                .toList();
    }

    private static Map<String, String> fields(Receiver.Received callback) {
        return Arrays.stream(new String(callback.body(), StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private void text(String to) throws IOException, InterruptedException {
        String form = "From=%2B15005550006&Body=Hi&To=" + URLEncoder.encode(to, StandardCharsets.UTF_8)
                + "&StatusCallback=" + URLEncoder.encode(PUBLIC, StandardCharsets.UTF_8);
        String pair = twilio.accountSid() + ":" + twilio.authToken();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(twilio.baseUrl() + "/2010-04-01/Accounts/" + twilio.accountSid() + "/Messages.json"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
    }
}
