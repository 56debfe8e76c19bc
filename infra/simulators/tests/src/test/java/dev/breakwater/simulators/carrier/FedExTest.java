package dev.breakwater.simulators.carrier;

import static dev.breakwater.simulators.carrier.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.fedex.FedExSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FedExTest extends CarrierBehaviour {

    private static final String BODY = """
            {"accountNumber":{"value":"740561073"},"requestedShipment":{
              "shipper":{"address":{"postalCode":"20457","countryCode":"DE"}},
              "recipient":{"address":{"postalCode":"%s","countryCode":"%s"}},
              "pickupType":"USE_SCHEDULED_PICKUP","rateRequestType":["ACCOUNT"],"preferredCurrency":"EUR",
              "requestedPackageLineItems":[{"weight":{"units":"KG","value":%s}}]}}""";
    private static final String QUOTES = "/rate/v1/rates/quotes";

    private final FedExSimulator fedEx =
            FedExSimulator.start(CarrierConfig.random().withClock(clock));
    private final Wire wire = new Wire(fedEx.baseUrl());

    @AfterEach
    void close() {
        fedEx.close();
    }

    @Override
    HttpResponse<String> askToken() throws IOException, InterruptedException {
        return askToken("client_credentials", fedEx.clientSecret());
    }

    private HttpResponse<String> askToken(String grant, String secret) throws IOException, InterruptedException {
        return wire.post(
                "/oauth/token",
                FORM,
                "",
                "grant_type=" + grant + "&client_id=" + fedEx.clientId() + "&client_secret=" + secret);
    }

    @Override
    HttpResponse<String> ask(String token, String country, String postcode, String kilograms)
            throws IOException, InterruptedException {
        return wire.post(QUOTES, JSON, "Bearer " + token, BODY.formatted(postcode, country, kilograms));
    }

    @Override
    BigDecimal cheapest(HttpResponse<String> answer) {
        BigDecimal cheapest = new BigDecimal(1_000_000);
        for (JsonNode detail : json(answer).at("/output/rateReplyDetails")) {
            assertThat(detail.at("/ratedShipmentDetails/0/currency").asText()).isEqualTo("EUR");
            cheapest = cheapest.min(
                    detail.at("/ratedShipmentDetails/0/totalNetCharge").decimalValue());
        }
        return cheapest;
    }

    @Override
    Faults faults() {
        return fedEx.faults();
    }

    @Override
    QuoteLedger ledger() {
        return fedEx.ledger();
    }

    @Override
    int openConnections() {
        return fedEx.openConnections();
    }

    @Override
    void expireTokens() {
        fedEx.expireTokens();
    }

    @Test
    void wrongCredentialsAndGrantsAreRefusedInItsWords() throws Exception {
        HttpResponse<String> wrong = askToken("client_credentials", "guess");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(json(wrong).at("/errors/0/code").asText()).isEqualTo("NOT.AUTHORIZED.ERROR");
        assertThat(json(wrong).get("transactionId").asText()).isNotEmpty();
        assertThat(askToken("password", fedEx.clientSecret()).statusCode()).isEqualTo(400);
        assertThat(wire.post("/oauth/token", JSON, "", "{}").statusCode()).isEqualTo(400);
        assertThat(ledger().tokensIssued()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"740561073\"|\"7405\"|ACCOUNT.NUMBER.INVALID",
                "\"740561073\"|740561073|ACCOUNT.NUMBER.INVALID",
                "USE_SCHEDULED_PICKUP|SOON|PICKUPTYPE.REQUIRED",
                "[\"ACCOUNT\"]|[]|RATEREQUESTTYPE.REQUIRED",
                "[\"ACCOUNT\"]|[\"BEST\"]|RATEREQUESTTYPE.INVALID",
                "\"EUR\"|\"USD\"|CURRENCY.TYPE.INVALID",
                "\"KG\"|\"STONE\"|WEIGHT.UNITS.INVALID",
                "\"value\":2|\"value\":\"2\"|PACKAGE.WEIGHT.INVALID",
                "\"value\":2}|\"value\":2},\"groupPackageCount\":0|PACKAGE.COUNT.INVALID",
                "\"75001\"|\"7500\"|RECIPIENT.POSTALCODE.INVALID",
                "\"requestedShipment\"|\"shipment\"|PICKUPTYPE.REQUIRED",
                "}}|}|BAD.REQUEST.ERROR",
            })
    void aFaultyQuestionIsRefusedInItsWords(String good, String bad, String code) throws Exception {
        String body = BODY.formatted("75001", "FR", "2").replaceAll("\\s+", "");
        String spoilt =
                body.endsWith(good) ? body.substring(0, body.length() - good.length()) + bad : body.replace(good, bad);
        assertThat(spoilt).isNotEqualTo(body);

        HttpResponse<String> refused = wire.post(QUOTES, JSON, "Bearer " + token(), spoilt);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(ledger().quotes()).isEmpty();
    }

    @Test
    void otherPathsMethodsAndTypesAreRefused() throws Exception {
        assertThat(wire.get(QUOTES).statusCode()).isEqualTo(405);
        assertThat(wire.get("/rate/v2").statusCode()).isEqualTo(404);
        assertThat(wire.post(QUOTES, "text/plain", "Bearer " + token(), "{}").statusCode())
                .isEqualTo(415);
        assertThat(wire.get("/_sim/ledger").body()).contains("\"tokensIssued\":1");
    }
}
