package dev.breakwater.simulators.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.simulators.Sender;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PostingTest {

    private static final String HELLO = "{\"text\":\"Hello\"}";

    private SlackSimulator slack;

    @BeforeEach
    void start() {
        slack = SlackSimulator.start(SlackSimulator.Config.random());
    }

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void aMessageOfAttachmentsAsAlertmanagerSendsItStandsInTheChannel() throws Exception {
        HttpResponse<String> answer = Sender.json(slack.webhookUrl(), """
                {"channel":"#alerts","attachments":[{"title":"FIRING (1): CircuitBreakerOpen","title_link":"https://x/y",
                 "text":"stripe is open","fallback":"FIRING","color":"danger","mrkdwn_in":["fallback","pretext","text"]}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(slack.ledger().messages()).singleElement().satisfies(message -> {
            assertThat(message.titles()).containsExactly("FIRING (1): CircuitBreakerOpen");
            assertThat(message.everything()).contains("stripe is open").doesNotContain("danger", "https://x/y");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"text\":\"Hello\"}`| Hello",
                "`{\"blocks\":[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"From a block\"}}]}`| From a block",
                "`{\"text\":\"\",\"attachments\":[{\"fields\":[{\"title\":\"a\",\"value\":\"In a field\"}]}]}`| In a field",
            })
    void textBlocksAndAttachmentsAreEachEnough(String body, String words) throws Exception {
        assertThat(Sender.json(slack.webhookUrl(), body).statusCode()).isEqualTo(200);
        assertThat(slack.ledger().messages().get(0).everything()).contains(words);
    }

    @Test
    void aFormWithThePayloadIsTakenAsWell() throws Exception {
        String form = "payload=" + URLEncoder.encode(HELLO, StandardCharsets.UTF_8);
        assertThat(Sender.form(slack.webhookUrl(), form).body()).isEqualTo("ok");
        assertThat(Sender.form(slack.webhookUrl(), "text=Hello").body()).isEqualTo("invalid_payload");
        assertThat(slack.ledger().messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{`| invalid_payload",
                "`[]`| invalid_payload",
                "``| invalid_payload",
                "`{\"text\":7}`| invalid_payload",
                "`{\"attachments\":{}}`| invalid_payload",
                "`{\"attachments\":[\"a\"]}`| invalid_payload",
                "`{\"text\":\"a\",\"blocks\":[{}]}`| invalid_blocks",
                "`{}`| no_text",
                "`{\"text\":\" \"}`| no_text",
                "`{\"channel\":\"#alerts\",\"blocks\":[]}`| no_text",
            })
    void whatSlackWouldRefuseIsRefusedInItsWord(String body, String word) throws Exception {
        HttpResponse<String> answer = Sender.json(slack.webhookUrl(), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(word);
        assertThat(slack.ledger().messages()).isEmpty();
    }

    @Test
    void moreThanAHundredAttachmentsAreTooMany() throws Exception {
        String hundred = String.join(",", Collections.nCopies(100, "{\"text\":\"a\"}"));
        assertThat(Sender.json(slack.webhookUrl(), "{\"attachments\":[" + hundred + "]}")
                        .body())
                .isEqualTo("ok");
        assertThat(Sender.json(slack.webhookUrl(), "{\"attachments\":[" + hundred + ",{}]}")
                        .body())
                .isEqualTo("too_many_attachments");
    }

    @Test
    void whoDoesNotKnowTheWebhookDoesNotPost() throws Exception {
        String url = slack.webhookUrl();
        assertThat(Sender.json(url.substring(0, url.length() - 1) + "_", HELLO).statusCode())
                .isEqualTo(404);
        assertThat(Sender.json(url.substring(0, url.lastIndexOf('/')) + "/another", HELLO)
                        .body())
                .isEqualTo("no_service");
        assertThat(Sender.json(url.replace("/T", "/TX"), HELLO).body()).isEqualTo("no_team");
        assertThat(Sender.json(slack.baseUrl() + "/services/", HELLO).body()).isEqualTo("no_team");
        assertThat(Sender.get(url).statusCode()).isEqualTo(405);
        assertThat(slack.ledger().messages()).isEmpty();
    }

    @Test
    void theLedgerHasItAsAPageWithoutTheSecret() throws Exception {
        Sender.json(slack.webhookUrl(), HELLO);

        String page = Sender.get(slack.baseUrl() + "/_sim/ledger").body();

        String secret = slack.webhookUrl().substring(slack.webhookUrl().lastIndexOf('/') + 1);
        assertThat(page).contains("\"text\":\"Hello\"").doesNotContain(secret);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSays(Fault fault) throws Exception {
        FaultSettings settings = FaultSettings.always();
        slack.faults().on(fault, fault == Fault.SLOW ? settings.with("delayMs", 300) : settings);

        switch (fault) {
            case RESET ->
                assertThatThrownBy(this::post)
                        .isInstanceOf(IOException.class)
                        .hasRootCauseInstanceOf(SocketException.class);
            case TIMEOUT, REPLY_LOST -> assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
            case ERROR_500_AFTER -> assertThat(post().statusCode()).isEqualTo(500);
            case ERROR_503, FLAPPING -> assertThat(post().statusCode()).isEqualTo(503);
            case RATE_LIMIT_429 -> {
                HttpResponse<String> limited = post();
                assertThat(limited.statusCode()).isEqualTo(429);
                assertThat(limited.headers().firstValue("Retry-After")).contains("1");
            }
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                assertThat(post().statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            }
        }

        boolean executed = fault == Fault.REPLY_LOST
                || fault == Fault.ERROR_500_AFTER
                || fault == Fault.SLOW
                || fault == Fault.OVERLOAD;
        assertThat(slack.ledger().messages()).hasSize(executed ? 1 : 0);
        assertThat(slack.faults().state(fault).injected()).isEqualTo(1);
    }

    private HttpResponse<String> post() throws IOException, InterruptedException {
        return Sender.json(slack.webhookUrl(), HELLO);
    }
}
