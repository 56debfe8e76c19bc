package dev.breakwater.warehouse;

import static dev.breakwater.warehouse.AllocationsTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.breakwater.warehouse.Dock.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes while the carriers are well, and requests that are none. */
@ExtendWith(InDock.class)
class QuotesTest {

    static final String LAMP_AND_ROPE = """
            {"items":[{"sku":"BW-ROPE","quantity":1},{"sku":"BW-LAMP","quantity":2}],\
            "destination":{"country":"DE","postcode":"20457"}}""";

    private final Dock dock;

    QuotesTest(Dock dock) {
        this.dock = dock;
    }

    @Test
    void fedExPricesItAndTheQuoteIsSigned() throws Exception {
        int asked = dock.fedEx.ledger().quotes().size();
        Answer answer = dock.quote(LAMP_AND_ROPE);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.header("X-Degraded")).isEmpty();
        assertThat(answer.body().get("carrier").asText()).isEqualTo("fedex");
        assertThat(answer.body().get("currency").asText()).isEqualTo("EUR");
        assertThat(answer.body().has("refused")).isFalse();
        assertThat(dock.fedEx.ledger().quotes()).hasSize(asked + 1);
        assertThat(dock.fedEx.ledger().quotes().get(asked).kilograms()).isEqualByComparingTo("10");
        long cheapest = dock.fedEx
                .ledger()
                .quotes()
                .get(asked)
                .cheapest()
                .movePointRight(2)
                .longValueExact();

        SignedJWT quote = SignedJWT.parse(answer.body().get("quote").asText());
        assertThat(quote.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
        assertThat(quote.verify(new MACVerifier(dock.quoteKey))).isTrue();
        JWTClaimsSet claims = quote.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("breakwater-shipping");
        assertThat(claims.getJWTID()).hasSize(36);
        assertThat(claims.getLongClaim("amountMinor"))
                .isEqualTo(cheapest)
                .isEqualTo(answer.body().get("amountMinor").asLong());
        assertThat(claims.getStringClaim("carrier")).isEqualTo("fedex");
        assertThat(claims.getStringClaim("service")).isEqualTo("FEDEX_REGIONAL_ECONOMY");
        assertThat(claims.getStringClaim("currency")).isEqualTo("EUR");
        assertThat(claims.getBooleanClaim("standardRate")).isFalse();
        assertThat(claims.getStringClaim("itemsHash"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest("BW-LAMP:2\nBW-ROPE:1".getBytes(StandardCharsets.UTF_8))));
        assertThat(claims.getExpirationTime())
                .isBetween(
                        Clock.systemUTC().instant().plusSeconds(29 * 60),
                        Clock.systemUTC().instant().plusSeconds(31 * 60));
    }

    @Test
    void whoPrefersUpsIsPricedByUps() {
        Answer answer = dock.quote(LAMP_AND_ROPE.replace("{\"items\"", "{\"carrier\":\"ups\",\"items\""));
        assertThat(answer.body().get("carrier").asText()).isEqualTo("ups");
        assertThat(answer.header("X-Degraded")).isEmpty();
    }

    @Test
    void manyQuotesComeInTheirOrder() {
        String paris = LAMP_AND_ROPE.replace("DE", "FR").replace("20457", "75001");
        Answer answer =
                dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + LAMP_AND_ROPE + "," + paris + "]}", "");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("quotes")).hasSize(2);
        assertThat(answer.body().at("/quotes/1/amountMinor").asLong())
                .isGreaterThan(answer.body().at("/quotes/0/amountMinor").asLong());
    }

    @Test
    void whereNeitherCarrierDeliversIsSaidOfThePostcode() {
        String nowhere = LAMP_AND_ROPE.replace("20457", "2045");
        Answer answer = dock.quote(nowhere);
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("destination.postcode");
        Answer bulk =
                dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + nowhere + "," + LAMP_AND_ROPE + "]}", "");
        assertThat(bulk.status()).isEqualTo(200);
        assertThat(bulk.body().at("/quotes/0/refused").asText()).isEqualTo("no carrier delivers there");
        assertThat(bulk.body().at("/quotes/0").has("quote")).isFalse();
        assertThat(bulk.body().at("/quotes/1/carrier").asText()).isEqualTo("fedex");
        assertThat(dock.breaker("fedex").getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(dock.breaker("ups").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2|\"quantity\":0|items[1].quantity|1..100",
                "\"quantity\":2|\"quantity\":101|items[1].quantity|1..100",
                "\"quantity\":2|\"quantity\":2147483648|items[1].quantity|1..100",
                "\"quantity\":2|\"quantity\":1.5|items[1].quantity|1..100",
                "\"quantity\":2|\"quantity\":\"2\"|items[1].quantity|1..100",
                "\"quantity\":2|\"quantity\":2,\"grams\":1|items[1].grams|",
                "\"BW-LAMP\"|\"BW-BOAT\"|items[1].sku|",
                "\"BW-LAMP\"|\"BW-ROPE\"|items[1].sku|",
                "\"BW-LAMP\"|7|items[1].sku|",
                "\"BW-LAMP\"|null|items[1].sku|",
                "\"BW-ROPE\",\"quantity\":1|\"BW-ANCHOR\",\"quantity\":100|items|0..600",
                "\"DE\"|\"KP\"|destination.country|",
                "\"DE\"|\"de\"|destination.country|",
                "\"DE\"|\"Germany\"|destination.country|",
                "\"20457\"|20457|destination.postcode|",
                "\"20457\"|\"'; drop table\"|destination.postcode|",
                "\"20457\"|\"\"|destination.postcode|",
                "\"postcode\":\"20457\"|\"street\":\"x\"|destination.street|",
                "{\"items\"|{\"carrier\":\"dhl\",\"items\"|carrier|",
                "{\"items\"|{\"price\":1,\"items\"|price|",
            })
    void aWrongFieldIsNamedAndNoCarrierIsAsked(String good, String bad, String field, String range) {
        int asked =
                dock.fedEx.ledger().quotes().size() + dock.ups.ledger().quotes().size();
        String body = LAMP_AND_ROPE.replace(good, bad);
        assertThat(body).isNotEqualTo(LAMP_AND_ROPE);

        Answer answer = dock.quote(body);
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors").findValuesAsText("field")).contains(field);
        if (range != null) {
            assertThat(answer.body().at("/errors/0/range").asText()).isEqualTo(range);
        }

        Answer bulk = dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + LAMP_AND_ROPE + "," + body + "]}", "");
        problem(bulk, 400, "invalid-request");
        assertThat(bulk.body().at("/errors").findValuesAsText("field")).contains("quotes[1]." + field);
        assertThat(dock.fedEx.ledger().quotes().size()
                        + dock.ups.ledger().quotes().size())
                .isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":[]}", "{\"items\":null,\"destination\":null}"})
    void anEmptyRequestIsRefused(String body) {
        problem(dock.quote(body), 400, "invalid-request");
        problem(dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + body + "]}", ""), 400, "invalid-request");
        problem(dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[]}", ""), 400, "invalid-request");
    }

    @Test
    void thePublicApiIsDocumentedAndTheInternalOneIsNot() {
        String paths =
                dock.send(dock.request("/v3/api-docs", "")).body().path("paths").toString();
        assertThat(paths).contains("/api/shipping/quotes/bulk").doesNotContain("/internal");
    }

    @Test
    void moreThanFiftyAtOnceAreRefused() {
        String fifty = (LAMP_AND_ROPE + ",").repeat(50);
        Answer answer = dock.post("/api/shipping/quotes/bulk", "{\"quotes\":[" + fifty + LAMP_AND_ROPE + "]}", "");
        problem(answer, 400, "invalid-request");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("quotes");
    }

    @Test
    void whatIsNoJsonOrTooMuchOrNobodysIsRefused() {
        problem(dock.quote("{"), 400, "malformed-request");
        problem(dock.quote(LAMP_AND_ROPE + " ".repeat(70 * 1024)), 413, "payload-too-large");
        for (String token :
                new String[] {"", "not.a.token", dock.tokens.expired(dock.ada), dock.tokens.forged(dock.ada)}) {
            problem(
                    dock.send(dock.request("/api/shipping/quotes", token)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(LAMP_AND_ROPE))),
                    401,
                    "unauthenticated");
        }
    }
}
