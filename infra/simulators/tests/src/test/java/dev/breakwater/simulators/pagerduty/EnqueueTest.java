package dev.breakwater.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.Sender;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.http.Json;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnqueueTest {

    private PagerDutySimulator pagerDuty;

    @BeforeEach
    void start() {
        pagerDuty = PagerDutySimulator.start(PagerDutySimulator.Config.random());
    }

    @AfterEach
    void close() {
        pagerDuty.close();
    }

    @Test
    void aTriggerOpensAnIncidentThatIsAcknowledgedAndResolvedByItsKey() throws Exception {
        HttpResponse<String> answer = enqueue(event("trigger", "k-1"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer))
                .isEqualTo(Json.object()
                        .put("status", "success")
                        .put("message", "Event processed")
                        .put("dedup_key", "k-1"));
        assertThat(pagerDuty.ledger().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.isOpen()).isTrue();
            assertThat(incident.status()).isEqualTo("triggered");
            assertThat(incident.summary()).isEqualTo("stripe is open");
            assertThat(incident.severity()).isEqualTo("critical");
        });

        enqueue("{\"routing_key\":\"KEY\",\"event_action\":\"acknowledge\",\"dedup_key\":\"k-1\"}");
        assertThat(pagerDuty.ledger().incidents().get(0).status()).isEqualTo("acknowledged");
        enqueue(event("trigger", "k-1")); // told of again
        enqueue("{\"routing_key\":\"KEY\",\"event_action\":\"resolve\",\"dedup_key\":\"k-1\"}");

        assertThat(pagerDuty.ledger().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.isOpen()).isFalse();
            assertThat(incident.triggers()).isEqualTo(2);
        });
        assertThat(pagerDuty.ledger().events()).hasSize(4);
    }

    @Test
    void whatIsResolvedAndTriggeredAgainIsANewIncident() throws Exception {
        enqueue(event("trigger", "k-1"));
        enqueue(event("resolve", "k-1"));
        enqueue(event("trigger", "k-1"));

        assertThat(pagerDuty.ledger().incidents())
                .extracting(Incident::status)
                .containsExactly("resolved", "triggered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledge", "resolve"})
    void whatEndsNothingIsAcceptedAndChangesNothing(String action) throws Exception {
        assertThat(enqueue(event(action, "nobody's")).statusCode()).isEqualTo(202);
        assertThat(pagerDuty.ledger().incidents()).isEmpty();
    }

    @Test
    void aTriggerWithoutAKeyIsGivenOne() throws Exception {
        String first = json(enqueue(event("trigger", "k").replace("\"dedup_key\":\"k\",", "")))
                .path("dedup_key")
                .asText();
        String second = json(enqueue(event("trigger", "k").replace("\"dedup_key\":\"k\",", "")))
                .path("dedup_key")
                .asText();

        assertThat(first).isNotBlank().isNotEqualTo(second);
        assertThat(pagerDuty.ledger().incidents())
                .extracting(Incident::dedupKey)
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"routing_key\":\"KEY\"`|`\"routing_key\":\"short\"`| Length of 'routing_key' is incorrect (should be 32 characters)",
                "`\"routing_key\":\"KEY\"`|`\"routing_key\":\"not+a-key\"`| 'routing_key' cannot contain non-alphanumeric characters.",
                "`\"routing_key\":\"KEY\",`|``| 'routing_key' is missing or blank",
                "`\"event_action\":\"trigger\"`|`\"event_action\":\"shout\"`| 'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')",
                "`\"event_action\":\"trigger\",`|``| 'event_action' is missing or blank",
                "`\"event_action\":\"trigger\",\"dedup_key\":\"k-1\"`|`\"event_action\":\"resolve\"`| 'dedup_key' is missing or blank",
                "`\"summary\":\"stripe is open\"`|`\"summary\":\" \"`| 'payload.summary' is missing or blank",
                "`\"source\":\"Alertmanager\"`|`\"source\":null`| 'payload.source' is missing or blank",
                "`\"severity\":\"critical\"`|`\"severity\":\"none\"`| 'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
                "`\"severity\":\"critical\"`|`\"severity\":1`| 'payload.severity' is invalid (must be a string)",
                "`\"payload\":{`|`\"other\":{`| 'payload' is missing or blank",
                "`\"source\"`|`\"timestamp\":\"now\",\"source\"`| 'payload.timestamp' is invalid (must be in ISO 8601 format)",
                "`\"payload\"`|`\"links\":[{\"text\":\"x\"}],\"payload\"`| 'links[0].href' is missing or blank",
            })
    void whatPagerDutyWouldRefuseIsRefusedInItsWords(String of, String instead, String complaint) throws Exception {
        assertThat(event("trigger", "k-1")).contains(of);

        HttpResponse<String> answer = enqueue(event("trigger", "k-1").replace(of, instead));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("status").asText()).isEqualTo("invalid event");
        assertThat(json(answer).path("message").asText()).isEqualTo("Event object is invalid");
        assertThat(json(answer).path("errors")).extracting(JsonNode::asText).contains(complaint);
        assertThat(pagerDuty.ledger().events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{} {}"})
    void whatIsNotOneJsonObjectIsRefused(String body) throws Exception {
        assertThat(enqueue(body).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        HttpResponse<String> answer = enqueue(event("trigger", "k").replace("KEY", "0123456789abcdef0123456789abcdef"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Invalid routing key");
        assertThat(pagerDuty.ledger().events()).isEmpty();
    }

    @Test
    void thereIsNothingElse() throws Exception {
        assertThat(Sender.json(pagerDuty.baseUrl() + "/v2/other", "{}").statusCode())
                .isEqualTo(404);
        assertThat(Sender.get(pagerDuty.baseUrl() + "/v2/enqueue").statusCode()).isEqualTo(405);
    }

    @Test
    void theLedgerHasItAsAPage() throws Exception {
        enqueue(event("trigger", "k-1"));

        JsonNode page = json(Sender.get(pagerDuty.baseUrl() + "/_sim/ledger"));

        assertThat(page.at("/incidents/0/summary").asText()).isEqualTo("stripe is open");
        assertThat(page.at("/incidents/0/class").asText()).isEqualTo("CircuitBreakerOpen");
        assertThat(page.at("/events/0/action").asText()).isEqualTo("trigger");
        assertThat(page.at("/requests/byOutcome/202").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSays(Fault fault) throws Exception {
        FaultSettings settings = FaultSettings.always();
        pagerDuty.faults().on(fault, fault == Fault.SLOW ? settings.with("delayMs", 300) : settings);

        switch (fault) {
            case RESET ->
                assertThatThrownBy(() -> enqueue(event("trigger", "k")))
                        .isInstanceOf(IOException.class)
                        .hasRootCauseInstanceOf(SocketException.class);
            case TIMEOUT, REPLY_LOST ->
                assertThatThrownBy(() -> enqueue(event("trigger", "k"))).isInstanceOf(HttpTimeoutException.class);
            case ERROR_500_AFTER ->
                assertThat(enqueue(event("trigger", "k")).statusCode()).isEqualTo(500);
            case ERROR_503, FLAPPING ->
                assertThat(enqueue(event("trigger", "k")).statusCode()).isEqualTo(503);
            case RATE_LIMIT_429 -> {
                HttpResponse<String> limited = enqueue(event("trigger", "k"));
                assertThat(limited.statusCode()).isEqualTo(429);
                assertThat(limited.headers().firstValue("Retry-After")).contains("1");
                assertThat(json(limited).path("status").asText()).isEqualTo("throttle exceeded");
            }
            case SLOW, OVERLOAD -> {
                long before = System.nanoTime();
                assertThat(enqueue(event("trigger", "k")).statusCode()).isEqualTo(202);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            }
        }

        boolean executed = fault == Fault.REPLY_LOST
                || fault == Fault.ERROR_500_AFTER
                || fault == Fault.SLOW
                || fault == Fault.OVERLOAD;
        assertThat(pagerDuty.ledger().incidents()).hasSize(executed ? 1 : 0);
        assertThat(pagerDuty.faults().state(fault).injected()).isEqualTo(1);
    }

    private HttpResponse<String> enqueue(String body) throws IOException, InterruptedException {
        return Sender.json(pagerDuty.baseUrl() + "/v2/enqueue", body.replace("KEY", pagerDuty.routingKey()));
    }

    private static String event(String action, String key) {
        return "{\"routing_key\":\"KEY\",\"event_action\":\"" + action + "\",\"dedup_key\":\"" + key
                + "\",\"payload\":{\"summary\":\"stripe is open\",\"source\":\"Alertmanager\",\"severity\":\"critical\","
                + "\"class\":\"CircuitBreakerOpen\",\"custom_details\":{\"what\":\"it is\"}},\"client\":\"Alertmanager\"}";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
