package dev.breakwater.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TwilioMessagesTest {

    private static final String TO = "+4915112345678";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TwilioSimulator twilio;

    @BeforeEach
    void start() {
        twilio = TwilioSimulator.start(TwilioSimulator.Config.random());
    }

    @AfterEach
    void close() {
        twilio.close();
    }

    @Test
    void aTextOfTheRealClientIsAcceptedFoundAndDelivered() {
        TwilioRestClient client = new TwilioRestClient.Builder(twilio.accountSid(), twilio.authToken())
                .httpClient(new NetworkHttpClient(HttpClientBuilder.create()
                        .setRoutePlanner(
                                (target, context) -> new HttpRoute(new HttpHost("http", "127.0.0.1", twilio.port())))))
                .build();

        Message sent = Message.creator(new PhoneNumber(TO), new PhoneNumber(TwilioSimulator.FROM), "It is on its way.")
                .create(client);

        assertThat(sent.getStatus()).isEqualTo(Message.Status.QUEUED);
        assertThat(twilio.ledger().messages()).singleElement().satisfies(text -> {
            assertThat(text.sid()).isEqualTo(sent.getSid());
            assertThat(text.to()).isEqualTo(TO);
            assertThat(text.body()).isEqualTo("It is on its way.");
        });
        assertThat(Message.reader().setTo(TO).firstPage(client).getRecords())
                .extracting(Message::getSid)
                .containsExactly(sent.getSid());
        assertThat(Message.reader().setTo("+4915100000000").firstPage(client).getRecords())
                .isEmpty();
        await().until(() -> Message.fetcher(sent.getSid()).fetch(client).getStatus() == Message.Status.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', +15005550006, Hi, 21604",
        "+4915112345678, '', Hi, 21603",
        "+4915112345678, +15005550006, '', 21602",
        "0151123456, +15005550006, Hi, 21211",
        "+15005550001, +15005550006, Hi, 21211",
        "+15005550002, +15005550006, Hi, 21612",
        "+15005550003, +15005550006, Hi, 21408",
        "+15005550004, +15005550006, Hi, 21610",
        "+15005550009, +15005550006, Hi, 21614",
        "+15005550006, +15005550006, Hi, 21266",
        "+4915112345678, +15005550001, Hi, 21212",
        "+4915112345678, +15005550007, Hi, 21606",
        "+4915112345678, +15005550008, Hi, 21611",
    })
    void whatTwilioWouldRefuseIsRefusedByItsCode(String to, String from, String body, int code) throws Exception {
        HttpResponse<String> response = post(form("To", to, "From", from, "Body", body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("code").asInt()).isEqualTo(code);
        assertThat(json(response).get("status").asInt()).isEqualTo(400);
        assertThat(json(response).get("message").asText()).isNotBlank();
        assertThat(json(response).get("more_info").asText()).endsWith("/" + code);
        assertThat(twilio.ledger().messages()).isEmpty();
    }

    @Test
    void aBodyMayHave1600CharactersAndIsCountedInSegments() throws Exception {
        assertThat(json(post(text("x".repeat(1_600)))).get("num_segments").asText())
                .isEqualTo("11");
        assertThat(json(post(text("x".repeat(160)))).get("num_segments").asText())
                .isEqualTo("1");
        assertThat(json(post(text("ж".repeat(71)))).get("num_segments").asText())
                .isEqualTo("2");
        assertThat(json(post(text("x".repeat(1_601)))).get("code").asInt()).isEqualTo(21617);
    }

    @Test
    void aWrongTokenIsRefusedAndOtherPagesAreNotFound() throws Exception {
        assertThat(send(request("/Messages.json", "wrong-token").GET()).statusCode())
                .isEqualTo(401);
        assertThat(json(send(request("/Messages.json", "wrong-token").GET()))
                        .get("code")
                        .asInt())
                .isEqualTo(20003);
        assertThat(json(send(request("/Messages/SM0.json", twilio.authToken()).GET()))
                        .get("code")
                        .asInt())
                .isEqualTo(20404);
        assertThat(send(request("/Calls.json", twilio.authToken()).GET()).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/Messages.json", twilio.authToken()).DELETE()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aListGoesPageByPageTheNewestFirst() throws Exception {
        for (String each : new String[] {"one", "two", "three"}) {
            post(text(each));
        }
        JsonNode first = json(
                send(request("/Messages.json?PageSize=2", twilio.authToken()).GET()));
        assertThat(first.at("/messages/0/body").asText()).isEqualTo("three");
        assertThat(first.get("messages")).hasSize(2);
        String next = first.get("next_page_uri").asText();
        JsonNode second = json(send(request(next.substring(next.indexOf("/Messages.json")), twilio.authToken())
                .GET()));
        assertThat(second.at("/messages/0/body").asText()).isEqualTo("one");
        assertThat(second.get("next_page_uri").isNull()).isTrue();
        assertThat(send(request("/Messages.json?PageSize=0", twilio.authToken()).GET())
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSays(Fault fault) throws Exception {
        FaultSettings settings = FaultSettings.always();
        twilio.faults().on(fault, fault == Fault.SLOW ? settings.with("delayMs", 300) : settings);

        switch (fault) {
            case RESET -> assertThatThrownBy(() -> post(text("Hi"))).isInstanceOf(IOException.class);
            case TIMEOUT, REPLY_LOST ->
                assertThatThrownBy(() -> post(text("Hi"))).isInstanceOf(HttpTimeoutException.class);
            case ERROR_500_AFTER -> assertThat(post(text("Hi")).statusCode()).isEqualTo(500);
            case ERROR_503, FLAPPING ->
                assertThat(post(text("Hi")).statusCode()).isEqualTo(503);
            case RATE_LIMIT_429 -> {
                HttpResponse<String> limited = post(text("Hi"));
                assertThat(limited.statusCode()).isEqualTo(429);
                assertThat(json(limited).get("code").asInt()).isEqualTo(20429);
                assertThat(limited.headers().firstValue("Retry-After")).contains("1");
            }
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                assertThat(post(text("Hi")).statusCode()).isEqualTo(201);
                assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000);
            }
        }

        boolean executed = Set.of(Fault.REPLY_LOST, Fault.ERROR_500_AFTER, Fault.SLOW, Fault.OVERLOAD)
                .contains(fault);
        assertThat(twilio.ledger().messages()).hasSize(executed ? 1 : 0);
        assertThat(twilio.faults().state(fault).injected()).isEqualTo(1);
    }

    private static String text(String body) {
        return form("To", TO, "From", TwilioSimulator.FROM, "Body", body);
    }

    private static String form(String... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .map(i -> pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> post(String form) throws IOException, InterruptedException {
        return send(request("/Messages.json", twilio.authToken())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path, String token) {
        String pair = twilio.accountSid() + ":" + token;
        return HttpRequest.newBuilder(
                        URI.create(twilio.baseUrl() + "/2010-04-01/Accounts/" + twilio.accountSid() + path))
                .timeout(Duration.ofMillis(1_500))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
