package dev.breakwater.web.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BadInputTest {

    private static final String GOOD = """
            {"items":[{"sku":"BW-LAMP","quantity":2}],"colour":"RED","password":"correct horse"}""";

    private static SampleServer server;
    private static Wire wire;

    @BeforeAll
    static void start() {
        server = new SampleServer();
        wire = server.wire();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aGoodRequestIsAnswered() throws IOException {
        assertThat(wire.postJson("/open/baskets", GOOD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{\"items\":}",
                "[1,2]",
                "\"text\"",
                "42",
                "null",
                "{} {}",
                "{'items':1}",
                "\u0000",
                "{\"items\":[],\"items\":[]}"
            })
    void unreadableJsonIsMalformed(String body) throws IOException {
        Wire.Answer answer = wire.postJson("/open/baskets", body);
        problem(answer, 400, "malformed-request");
    }

    @Test
    void deepNestingIsRefusedBeforeItExhaustsTheStack() throws IOException {
        Wire.Answer answer = wire.postJson("/open/baskets", "{\"items\":" + "[".repeat(30_000));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void brokenUtf8IsMalformed() throws IOException {
        problem(
                wire.send(
                        "POST /open/baskets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 6\r\n\r\n{\"\u00ff\u00fe\":"),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2|\"quantity\":0|items[0].quantity|0|1..100",
                "\"quantity\":2|\"quantity\":-7|items[0].quantity|-7|1..100",
                "\"quantity\":2|\"quantity\":101|items[0].quantity|101|1..100",
                "\"quantity\":2|\"quantity\":99999999999999999999|items[0].quantity|99999999999999999999|1..100",
                "\"quantity\":2|\"quantity\":2.5|items[0].quantity|2.5|1..100",
                "\"quantity\":2|\"quantity\":\"2\"|items[0].quantity|2|1..100",
                "\"quantity\":2|\"quantity\":true|items[0].quantity|true|1..100",
                "\"quantity\":2|\"quantity\":null|items[0].quantity||1..100",
                "\"quantity\":2|\"quantity\":[]|items[0].quantity||1..100",
                ",\"quantity\":2||items[0].quantity||1..100",
                "\"quantity\":2|\"quantity\":2,\"gift\":1|items[0].gift|1|quantity, sku",
                "\"BW-LAMP\"|7|items[0].sku|7|1..20",
                "\"BW-LAMP\"|true|items[0].sku||1..20",
                "\"BW-LAMP\"|{}|items[0].sku||1..20",
                "\"BW-LAMP\"|null|items[0].sku||1..20",
                "\"BW-LAMP\"|\"a\\u0000b\"|items[0].sku|a\uFFFDb|1..20",
                "\"BW-LAMP\"|\"a\\ud800b\"|items[0].sku|a\uFFFDb|1..20",
                "\"RED\"|\"BLUE\"|colour|BLUE|RED, GREEN",
                "\"RED\"|0|colour|0|RED, GREEN",
                "\"RED\"|\"\"|colour||RED, GREEN",
                "\"correct horse\"|\"short\"|password||12..72",
                "\"colour\":\"RED\"|\"color\":\"RED\"|color||colour, items, password",
            })
    void aWrongFieldIsNamedWithItsValueAndRange(String good, String bad, String field, String value, String range)
            throws IOException {
        Wire.Answer answer = wire.postJson("/open/baskets", GOOD.replace(good, bad == null ? "" : bad));
        JsonNode error = problem(answer, 400, "invalid-request").at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.path("range").asText()).isEqualTo(range);
        assertThat(error.path("message").asText()).isNotEmpty();
        if (value != null) {
            assertThat(error.path("value").asText()).isEqualTo(value);
        }
    }

    @Test
    void severalWrongFieldsAreAllNamed() throws IOException {
        String body = "{\"items\":[{\"sku\":\"\",\"quantity\":0}],\"password\":\"correct horse\"}";
        JsonNode problem = problem(wire.postJson("/open/baskets", body), 400, "invalid-request");
        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("items[0].sku", "items[0].quantity", "colour");
    }

    @Test
    void aPasswordIsNeverEchoed() throws IOException {
        Wire.Answer answer = wire.postJson("/open/baskets", GOOD.replace("correct horse", "hunter2"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("hunter2");
    }

    @Test
    void aLongValueIsShortened() throws IOException {
        Wire.Answer answer = wire.postJson("/open/baskets", GOOD.replace("BW-LAMP", "x".repeat(5_000)));
        JsonNode error = problem(answer, 400, "invalid-request").at("/errors/0");
        assertThat(error.get("value").asText()).hasSize(101).endsWith("…");
    }

    @Test
    void anAnnouncedOversizedBodyIsRefused() throws IOException {
        problem(wire.postJson("/open/baskets", " ".repeat(64 * 1024 + 1)), 413, "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/baskets", "/webhooks/raw"})
    void anOversizedBodyWithoutLengthIsRefused(String target) throws IOException {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        Wire.Answer answer = wire.send("POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17)
                + "0\r\n\r\n");
        problem(answer, 413, "payload-too-large");
    }

    @Test
    void aBodyAtTheLimitIsRead() throws IOException {
        String body = GOOD + " ".repeat(64 * 1024 - GOOD.length());
        assertThat(wire.postJson("/open/baskets", body).status()).isEqualTo(200);
    }

    @Test
    void aWrongContentTypeIsUnsupported() throws IOException {
        problem(wire.post("/open/baskets", GOOD, "Content-Type: text/plain"), 415, "unsupported-media-type");
        problem(wire.post("/open/baskets", GOOD), 415, "unsupported-media-type");
        problem(wire.post("/open/baskets", GOOD, "Content-Type: no such thing"), 415, "unsupported-media-type");
    }

    @Test
    void aProblemIsToldEvenToAClientThatDoesNotAcceptIt() throws IOException {
        problem(wire.get("/open/conflict", "Accept: text/html"), 409, "insufficient-stock");
        problem(wire.get("/open/nothing", "Accept: image/png"), 404, "not-found");
    }

    @Test
    void anotherMethodIsNotAllowed() throws IOException {
        Wire.Answer answer = wire.get("/open/baskets");
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.head()).contains("Allow: POST");
        assertThat(wire.send("BREW /open/baskets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .status())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/open/things/7", "/open/things/null", "/open/things/%F0%9F%98%80", "/open/things/1-1-1-1-zz"})
    void aPathVariableThatIsNoUuidIsInvalid(String target) throws IOException {
        JsonNode problem = problem(wire.get(target, "Idempotency-Key: 12345678"), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("id");
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo("must be a UUID");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,12345678,limit,1..100",
        "limit=101,12345678,limit,1..100",
        "limit=99999999999999,12345678,limit,",
        "limit=ten,12345678,limit,",
        "limit=5,short,Idempotency-Key,'[A-Za-z0-9_-]{8,64}'",
        "limit=5,,Idempotency-Key,",
    })
    void aWrongParameterOrHeaderIsNamed(String query, String key, String field, String range) throws IOException {
        String target = "/open/things/6f8f7f0e-8a3c-4d5e-9a3b-111111111111?" + query;
        Wire.Answer answer = key == null ? wire.get(target) : wire.get(target, "Idempotency-Key: " + key);
        JsonNode error = problem(answer, 400, "invalid-request").at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo(field);
        if (range != null) {
            assertThat(error.path("range").asText()).isEqualTo(range);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/things/%00",
                "/open/%2e%2e/things",
                "/open//things",
                "/open/things/%zz",
                "/open/things/a;b=c",
                "/open/things/{id}",
                "/open/things/6f8f7f0e-8a3c-4d5e-9a3b-111111111111?limit=%00",
            })
    void aTargetThatMakesNoSenseIsAClientError(String target) throws IOException {
        Wire.Answer answer = wire.get(target, "Idempotency-Key: 12345678");
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.head()).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Idempotency-Key: a\u0001bcdefgh", "Idempotency-Key: 1234\u00e95678", "Idempotency-Key: \u007f"})
    void controlCharactersInAHeaderAreRefused(String header) throws IOException {
        Wire.Answer answer = wire.get("/open/things/6f8f7f0e-8a3c-4d5e-9a3b-111111111111", header);
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void whatTheContainerRefusesIsAProblemToo() throws IOException {
        problem(wire.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 400, "malformed-request");
        problem(wire.get("/open/{x}"), 400, "malformed-request");
    }

    @Test
    void aFaultSaysNothingOfTheInsideButItsCorrelationId(CapturedOutput log) throws IOException {
        Wire.Answer answer = wire.get("/open/fault");
        JsonNode problem = problem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret-host").doesNotContain("IllegalState");
        assertThat(log).contains(problem.get("correlationId").asText()).contains("secret-host");
    }

    @Test
    void anExpectedProblemCarriesItsPropertiesAndWhenToComeBack() throws IOException {
        Wire.Answer answer = wire.get("/open/conflict");
        JsonNode problem = problem(answer, 409, "insufficient-stock");
        assertThat(problem.get("detail").asText()).isEqualTo("Only 2 left");
        assertThat(problem.get("sku").asText()).isEqualTo("BW-LAMP");
        assertThat(problem.get("instance").asText()).isEqualTo("/open/conflict");
        assertThat(answer.head()).contains("Retry-After: 2");
    }

    @Test
    void aDependencyThatIsAwayIsNamedWithTheTimeToComeBack() throws IOException {
        Wire.Answer answer = wire.get("/open/away");
        assertThat(problem(answer, 503, "dependency-unavailable")
                        .get("dependency")
                        .asText())
                .isEqualTo("stripe");
        assertThat(answer.head()).contains("Retry-After: 13");
    }

    @Test
    void aDependencyThatIsLateIsATimeout() throws IOException {
        Wire.Answer answer = wire.get("/open/late");
        problem(answer, 504, "upstream-timeout");
        assertThat(answer.head()).contains("Retry-After: 1");
        assertThat(answer.body()).doesNotContain("10.0.0.7");
    }

    @Test
    void answersOfOtherServicesMayGrow() throws IOException {
        Map<?, ?> known = server.bean(ObjectMapper.class).readValue("{\"a\":1}", Map.class);
        assertThat(known).hasSize(1);
        SampleController.Item item = server.bean(ObjectMapper.class)
                .readValue("{\"sku\":\"x\",\"quantity\":1,\"added\":true}", SampleController.Item.class);
        assertThat(item.quantity()).isEqualTo(1);
    }

    private static JsonNode problem(Wire.Answer answer, int status, String slug) throws IOException {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        assertThat(answer.head()).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }
}
