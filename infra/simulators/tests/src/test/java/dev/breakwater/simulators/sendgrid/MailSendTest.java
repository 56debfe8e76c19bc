package dev.breakwater.simulators.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sendgrid.Client;
import com.sendgrid.Method;
import com.sendgrid.Request;
import com.sendgrid.Response;
import com.sendgrid.SendGrid;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MailSendTest {

    private static final String VALID = """
            {"personalizations":[{"to":[{"email":"ann@example.com"}]}],"from":{"email":"shop@example.com"},
             "subject":"Hello","content":[{"type":"text/plain","value":"Hi"}]}""";

    private SendGridSimulator sendGrid;

    @BeforeEach
    void start() {
        sendGrid = SendGridSimulator.start(SendGridSimulator.Config.random());
    }

    @AfterEach
    void close() {
        sendGrid.close();
    }

    @Test
    void aMailOfTheRealClientIsAcceptedAndInTheLedger() throws IOException {
        com.sendgrid.helpers.mail.Mail mail = new com.sendgrid.helpers.mail.Mail(
                new Email("shop@example.com", "Shop"),
                "Your order",
                new Email("ann@example.com", "Ann"),
                new Content("text/plain", "It is on its way."));
        mail.addCustomArg("eventId", "e-1");
        mail.addCustomArg("template", "ORDER_CONFIRMED");

        Response response = send(mail.build());

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getBody()).isEmpty();
        assertThat(sendGrid.ledger().mails()).singleElement().satisfies(sent -> {
            assertThat(response.getHeaders()).containsEntry("X-Message-Id", sent.id());
            assertThat(sent.to()).containsExactly("ann@example.com");
            assertThat(sent.subject()).isEqualTo("Your order");
            assertThat(sent.template()).isEqualTo("ORDER_CONFIRMED");
            assertThat(sent.customArgs()).isEqualTo(Map.of("eventId", "e-1", "template", "ORDER_CONFIRMED"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"subject\":\"Hello\",`| `` | subject | The subject is required.",
                "`\"from\":{\"email\":\"shop@example.com\"},`| `` | from.email | The from object must be provided",
                "`,\"content\":[{\"type\":\"text/plain\",\"value\":\"Hi\"}]`| `` | content | the content parameter is required",
                "`\"value\":\"Hi\"`| `\"value\":\"\"` | content.0.value | at least one character",
                "`ann@example.com`| `ann@` | personalizations.0.to.0.email | Does not contain a valid address.",
                "`{\"email\":\"ann@example.com\"}`| `` | personalizations.0.to | must have at least one email object",
                "`{\"to\":[{\"email\":\"ann@example.com\"}]}`| `` | personalizations | must have at least one personalization",
                "`{\"email\":\"ann@example.com\"}`| `{\"email\":\"a@b.org\"},{\"email\":\"A@b.org\"}` | personalizations.0 | should be unique",
                "`\"subject\":\"Hello\"`| `\"subject\":7` | subject | Invalid type. Expected: string, given: number.",
                "`\"subject\":\"Hello\"`| `\"subject\":\"Hello\",\"tpyo\":1` | tpyo | Additional property tpyo is not allowed",
                "`\"personalizations\":[`| `\"personalizations\":[1,` | personalizations.0 | Expected: object",
            })
    void whatSendGridWouldRefuseIsRefusedByFieldName(String of, String instead, String field, String message)
            throws IOException {
        assertThat(VALID).contains(of.strip());

        Response response = send(VALID.replace(of.strip(), instead.strip()));

        assertThat(response.getStatusCode()).isEqualTo(400);
        JsonNode errors = Json.parse(response.getBody().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .get("errors");
        assertThat(errors).anySatisfy(error -> {
            assertThat(error.get("field").asText()).isEqualTo(field);
            assertThat(error.get("message").asText()).contains(message);
            assertThat(error.get("help").asText()).startsWith("http");
        });
        assertThat(sendGrid.ledger().mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`{`", "`[]`", "`null`", "`{} {}`", "`{\"a\":1,\"a\":2}`"})
    void whatIsNotOneJsonObjectIsABadRequest(String body) throws IOException {
        assertThat(send(body).getStatusCode()).isEqualTo(400);
    }

    @Test
    void aWrongKeyIsRefused() throws IOException {
        SendGrid client = new SendGrid("SG.wrong", true);
        client.setHost(sendGrid.host());
        Request request = request(VALID);

        assertThat(client.api(request).getStatusCode()).isEqualTo(401);
        assertThat(sendGrid.ledger().mails()).isEmpty();
    }

    @Test
    void moreThanTenThousandBytesOfCustomArgsAreRefused() throws IOException {
        String most = "\"custom_args\":{\"k\":\"" + "x".repeat(9_999) + "\"},";

        assertThat(send(VALID.replace("\"from\"", most + "\"from\"")).getStatusCode())
                .isEqualTo(202);
        assertThat(send(VALID.replace("\"from\"", most.replace("\"k\"", "\"kk\"") + "\"from\""))
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void sandboxModeValidatesAndDeliversNothing() throws IOException {
        Response response =
                send(VALID.replace("\"from\"", "\"mail_settings\":{\"sandbox_mode\":{\"enable\":true}},\"from\""));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(sendGrid.ledger().mails()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSays(Fault fault) throws IOException {
        FaultSettings settings = FaultSettings.always();
        sendGrid.faults().on(fault, fault == Fault.SLOW ? settings.with("delayMs", 300) : settings);

        switch (fault) {
            case RESET ->
                assertThatThrownBy(() -> send(VALID))
                        .isInstanceOf(SocketException.class)
                        .hasMessage("Connection reset");
            case TIMEOUT, REPLY_LOST ->
                assertThatThrownBy(() -> send(VALID)).isInstanceOf(SocketTimeoutException.class);
            case ERROR_500_AFTER -> assertThat(send(VALID).getStatusCode()).isEqualTo(500);
            case ERROR_503, FLAPPING -> assertThat(send(VALID).getStatusCode()).isEqualTo(503);
            case RATE_LIMIT_429 -> {
                Response limited = send(VALID);
                assertThat(limited.getStatusCode()).isEqualTo(429);
                assertThat(limited.getHeaders())
                        .containsKeys("X-RateLimit-Limit", "X-RateLimit-Reset")
                        .containsEntry("X-RateLimit-Remaining", "0");
            }
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                assertThat(send(VALID).getStatusCode()).isEqualTo(202);
                assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(300_000_000);
            }
        }

        boolean executed = Set.of(Fault.REPLY_LOST, Fault.ERROR_500_AFTER, Fault.SLOW, Fault.OVERLOAD)
                .contains(fault);
        assertThat(sendGrid.ledger().mails()).hasSize(executed ? 1 : 0);
        assertThat(sendGrid.faults().state(fault).injected()).isEqualTo(1);
    }

    private Response send(String body) throws IOException {
        RequestConfig impatient = RequestConfig.custom()
                .setConnectTimeout(2_000)
                .setSocketTimeout(1_500)
                .build();
        Client http = new Client(
                HttpClients.custom().setDefaultRequestConfig(impatient).build(), true);
        SendGrid client = new SendGrid(sendGrid.apiKey(), http);
        client.setHost(sendGrid.host());
        return client.api(request(body));
    }

    private static Request request(String body) {
        Request request = new Request();
        request.setMethod(Method.POST);
        request.setEndpoint("mail/send");
        request.setBody(body);
        return request;
    }
}
