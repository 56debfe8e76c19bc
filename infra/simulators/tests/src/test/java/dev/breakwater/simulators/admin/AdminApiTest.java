package dev.breakwater.simulators.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultState;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest {

    private final Faults faults = new Faults(() -> 0);
    private final AdminApi admin = new AdminApi(faults, Json::object);

    @Test
    void everySwitchIsListedAndOff() {
        JsonNode list = json(answer("GET", "/_sim/faults", ""));

        assertThat(list).hasSize(Fault.values().length).allSatisfy(each -> {
            assertThat(each.get("active").asBoolean()).isFalse();
            assertThat(each.get("description").asText()).isNotBlank();
            assertThat(each.get("injected").asLong()).isZero();
        });
    }

    @Test
    void aSwitchTakesItsSettings() {
        String settings = "{\"rate\":0.25,\"durationMs\":5000,\"seed\":7,\"maxInjections\":3,\"delayMs\":120}";
        Reply reply = answer("PUT", "/_sim/faults/slow", settings);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(json(reply).get("remainingMs").asLong()).isEqualTo(5_000);
        FaultState state = faults.state(Fault.SLOW);
        assertThat(state.settings()).isNotNull().satisfies(set -> {
            assertThat(set.rate()).isEqualTo(0.25);
            assertThat(set.duration()).isEqualTo(Duration.ofSeconds(5));
            assertThat(set.seed()).isEqualTo(7);
            assertThat(set.most()).isEqualTo(3);
            assertThat(set.parameters()).isEqualTo(Map.of("delayMs", 120L));
        });
    }

    @Test
    void withoutABodyASwitchHitsEveryCallUntilItIsSwitchedOff() {
        answer("PUT", "/_sim/faults/reset", "");
        assertThat(faults.state(Fault.RESET).active()).isTrue();
        assertThat(faults.state(Fault.RESET).remaining()).isNull();

        assertThat(answer("DELETE", "/_sim/faults/reset", "").status()).isEqualTo(204);
        assertThat(faults.state(Fault.RESET).active()).isFalse();
    }

    @Test
    void allSwitchesGoOffTogether() {
        answer("PUT", "/_sim/faults/reset", "");
        answer("PUT", "/_sim/faults/slow", "");

        assertThat(answer("DELETE", "/_sim/faults", "").status()).isEqualTo(204);

        assertThat(faults.states()).noneMatch(FaultState::active);
    }

    @Test
    void anUnknownFaultIsNotFoundAndTheKnownOnesAreNamed() {
        Reply reply = answer("PUT", "/_sim/faults/gremlins", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).containsEntry("Content-Type", "application/problem+json");
        for (Fault fault : Fault.values()) {
            assertThat(json(reply).get("detail").asText()).contains(fault.label());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slow|{\"rate\":1.5}|rate|1.5|0 to 1",
                "slow|{\"rate\":-0.1}|rate|-0.1|0 to 1",
                "slow|{\"rate\":\"1\"}|rate|\"1\"|0 to 1",
                "slow|{\"rate\":null}|rate|null|0 to 1",
                "slow|{\"durationMs\":0}|durationMs|0|1 to 86400000",
                "slow|{\"durationMs\":1.5}|durationMs|1.5|1 to 86400000",
                "slow|{\"durationMs\":99999999999999999999}|durationMs|99999999999999999999|1 to 86400000",
                "slow|{\"delayMs\":0}|delayMs|0|1 to 600000",
                "flapping|{\"periodMs\":49}|periodMs|49|50 to 3600000",
                "rate-limit-429|{\"retryAfterSeconds\":-1}|retryAfterSeconds|-1|0 to 3600",
                "slow|{\"seed\":\"x\"}|seed|\"x\"|a whole number of 64 bits",
                "reset|{\"delayMs\":5}|delayMs|5|one of [durationMs, maxInjections, rate, seed]",
                "reset|{\"only\":\"visa\"}|only|\"visa\"|no part of this provider can be broken alone",
            })
    void badSettingsAreRefusedByFieldValueAndRange(
            String fault, String body, String field, String value, String range) {
        Reply reply = answer("PUT", "/_sim/faults/" + fault, body);

        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = json(reply).get("errors").get(0);
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("value").asText()).isEqualTo(value);
        assertThat(error.get("range").asText()).isEqualTo(range);
        assertThat(json(reply).get("detail").asText())
                .contains(field)
                .contains(value)
                .contains(range);
        assertThat(faults.states()).noneMatch(FaultState::active);
    }

    @Test
    void aFaultCanBeConfinedToAPartThatTheProviderHas() {
        AdminApi cards = new AdminApi(new Faults(() -> 0, Set.of("visa", "mastercard")), Json::object);

        Reply confined = answer(cards, "PUT", "/_sim/faults/reset", "{\"only\":\"visa\"}");
        assertThat(confined.status()).isEqualTo(200);
        assertThat(json(confined).get("only").asText()).isEqualTo("visa");
        for (String value : List.of("\"vise\"", "1", "null", "[\"visa\"]")) {
            Reply refused = answer(cards, "PUT", "/_sim/faults/reset", "{\"only\":" + value + "}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(json(refused).get("detail").asText())
                    .isEqualTo("only must be one of [mastercard, visa], was " + value);
        }
        assertThat(json(answer(cards, "PUT", "/_sim/faults/reset", "{\"delayMs\":5}"))
                        .get("detail")
                        .asText())
                .contains("one of [durationMs, maxInjections, only, rate, seed]");
    }

    @Test
    void garbageIsNeverAServerError() {
        Random random = new Random(1);
        String alphabet = "{}[]\",:0123456789.eE+-truefalsnu\\ rateseed";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "{\"rate\":" : "");
            for (int n = random.nextInt(30); n > 0; n--) {
                body.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(answer("PUT", "/_sim/faults/slow", body.toString()).status())
                    .as(body.toString())
                    .isIn(200, 400);
        }
    }

    @Test
    void otherMethodsAndPagesAreRefused() {
        assertThat(answer("POST", "/_sim/faults", "").status()).isEqualTo(405);
        assertThat(answer("POST", "/_sim/ledger", "").status()).isEqualTo(405);
        assertThat(answer("POST", "/_sim/requests", "").status()).isEqualTo(405);
        assertThat(answer("GET", "/_sim/else", "").status()).isEqualTo(404);
    }

    private Reply answer(String method, String path, String body) {
        return answer(admin, method, path, body);
    }

    private static Reply answer(AdminApi admin, String method, String path, String body) {
        return admin.answer(new Call(method, path, null, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(Reply reply) {
        return Json.parse(reply.body()).orElseThrow();
    }
}
