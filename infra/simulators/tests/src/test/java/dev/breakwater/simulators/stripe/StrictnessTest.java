package dev.breakwater.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.http.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Stripe refuses is refused in Stripe's words, and nothing is written. */
class StrictnessTest {

    private static StripeSimulator stripe;
    private static Wire wire;

    @BeforeAll
    static void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random());
        wire = new Wire(stripe);
    }

    @AfterAll
    static void close() {
        stripe.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "amount=4200&             | ``                         | parameter_missing         | amount",
                "currency=eur&            | ``                         | parameter_missing         | currency",
                "amount=4200              | amount=49                  | amount_too_small          | amount",
                "amount=4200              | amount=100000000           | amount_too_large          | amount",
                "amount=4200              | amount=99999999999999999999| amount_too_large          | amount",
                "amount=4200              | amount=-1                  | parameter_invalid_integer | amount",
                "amount=4200              | amount=42.00               | parameter_invalid_integer | amount",
                "amount=4200              | amount=abc                 | parameter_invalid_integer | amount",
                "amount=4200              | amount=                    | parameter_invalid_empty   | amount",
                "amount=4200              | amount[x]=4200             | ``                        | amount",
                "currency=eur             | currency=EUR               | ``                        | currency",
                "currency=eur             | currency=xxx               | ``                        | currency",
                "confirm=true             | confirm=yes                | ``                        | confirm",
                "confirm=true             | confirm=true&colour=red    | parameter_unknown         | colour",
                "confirm=true             | confirm=true&customer=cus_0| resource_missing          | customer",
                "pm_card_visa             | pm_card_unheard_of         | resource_missing          | payment_method",
                "confirm=true             | confirm=true&metadata=x    | ``                        | metadata",
                "confirm=true             | confirm=true&expand[]=else | ``                        | expand",
                "payment_method_types[]=card | payment_method_types[]=fax | ``                     | payment_method_types",
                "payment_method_types[]=card | automatic_payment_methods[colour]=red | parameter_unknown | automatic_payment_methods[colour]",
            })
    void badParametersAreRefusedByName(String of, String instead, String code, String param) {
        assertThat(Wire.CARD).contains(of);
        int before = stripe.ledger().paymentIntents().size();

        HttpResponse<String> refused = wire.post("/v1/payment_intents", Wire.CARD.replace(of, instead));

        assertThat(refused.statusCode()).isEqualTo(400);
        JsonNode error = error(refused);
        assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asText("")).isEqualTo(code);
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(error.get("request_log_url").asText())
                .endsWith(refused.headers().firstValue("Request-Id").orElseThrow());
        assertThat(stripe.ledger().paymentIntents()).hasSize(before);
    }

    @Test
    void redirectingPaymentMethodsNeedAReturnUrlWhenConfirming() {
        String automatic = Wire.CARD.replace("&payment_method_types[]=card", "");

        HttpResponse<String> refused = wire.post("/v1/payment_intents", automatic);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).get("message").asText()).contains("`return_url`");
        for (String remedy : new String[] {
            "&return_url=https://shop.example.com",
            "&off_session=true",
            "&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never"
        }) {
            assertThat(wire.post("/v1/payment_intents", automatic + remedy).statusCode())
                    .as(remedy)
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutTheRightKeyNobodyIsLetIn() {
        HttpResponse<String> wrong = wire.post("/v1/customers", "", "Authorization", "Bearer sk_test_somebodyelse1");
        HttpResponse<String> none = wire.post("/v1/customers", "", "Authorization", "Digest x");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(error(wrong).get("message").asText())
                .startsWith("Invalid API Key provided: sk_test_")
                .contains("***")
                .doesNotContain("somebody");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(error(none).get("message").asText()).startsWith("You did not provide an API key.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-29.dahlia", "2022-11-15", "nonsense"})
    void anotherApiVersionIsRefused(String version) {
        HttpResponse<String> refused = wire.post("/v1/customers", "", "Stripe-Version", version);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).get("message").asText()).contains("Invalid Stripe API version: " + version);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/payment_intents/pi_none,payment_intent,intent",
        "/v1/customers/cus_none,customer,id",
        "/v1/refunds/re_none,refund,id",
        "/v1/events/evt_none,event,id",
        "/v1/charges/ch_none,charge,id",
    })
    void whatDoesNotExistIsMissing(String path, String object, String param) {
        HttpResponse<String> missing = wire.get(path);

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(error(missing).get("code").asText()).isEqualTo("resource_missing");
        assertThat(error(missing).get("param").asText()).isEqualTo(param);
        assertThat(error(missing).get("message").asText()).startsWith("No such " + object);
    }

    @Test
    void unknownUrlsAndJsonBodiesAreRefused() {
        assertThat(wire.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(wire.get("/v1/nothing").body()).contains("Unrecognized request URL (GET: /v1/nothing)");
        assertThat(wire.get("/elsewhere").statusCode()).isEqualTo(404);
        HttpResponse<String> json = wire.send(wire.request("/v1/customers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "starting_after=pi_none",
                "ending_before=pi_none",
                "starting_after=a&ending_before=b",
                "created[about]=1",
                "created=x",
                "customer=cus_none",
                "colour=red"
            })
    void badListParametersAreRefused(String query) {
        assertThat(wire.get("/v1/payment_intents?" + query.replace("[", "%5B").replace("]", "%5D"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void garbledFormsAreNeverAServerError() {
        Random random = new Random(7);
        String[] pieces = {
            "amount",
            "currency",
            "metadata",
            "[",
            "]",
            "[]",
            "[0]",
            "=",
            "&",
            "%",
            "%5B",
            "%zz",
            "%C3",
            "+",
            "é",
            "4200",
            "eur",
            "confirm",
            "true",
            "expand",
            "payment_method",
            "pm_card_visa",
            "\u0000",
            "-",
            "9999999999999999999999"
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder form = new StringBuilder(random.nextBoolean() ? Wire.CARD + "&" : "");
            for (int n = random.nextInt(12); n > 0; n--) {
                form.append(pieces[random.nextInt(pieces.length)]);
            }
            HttpResponse<String> answer = wire.post("/v1/payment_intents", form.toString());
            assertThat(answer.statusCode()).as(form.toString()).isLessThan(500);
        }
    }

    @Test
    void deepAndEndlessFormsAreRefused() {
        assertThat(wire.post("/v1/customers", "metadata" + "[a]".repeat(5_000) + "=1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(wire.post("/v1/customers", "a=1&".repeat(1_001)).statusCode())
                .isEqualTo(400);
        assertThat(wire.post("/v1/customers", "name=" + "x".repeat(1 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void metadataSurvivesEveryCharacter() {
        String value = "ü ß €😀 &=[]%+\"\\\n";
        HttpResponse<String> made = wire.post(
                "/v1/customers",
                "metadata[" + URLEncoder.encode("a b", StandardCharsets.UTF_8) + "]="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(Json.parse(made.body().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .at("/metadata/a b")
                        .asText())
                .isEqualTo(value);
    }

    private static JsonNode error(HttpResponse<String> response) {
        return Json.parse(response.body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .get("error");
    }
}
