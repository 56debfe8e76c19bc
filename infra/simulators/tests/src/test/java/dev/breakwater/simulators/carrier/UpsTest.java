package dev.breakwater.simulators.carrier;

import static dev.breakwater.simulators.carrier.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.ups.UpsSimulator;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpsTest extends CarrierBehaviour {

    private static final String BODY = """
            {"RateRequest":{"Request":{"TransactionReference":{"CustomerContext":"test"}},"Shipment":{
              "Shipper":{"ShipperNumber":"R5W278","Address":{"PostalCode":"20457","CountryCode":"DE"}},
              "ShipTo":{"Address":{"PostalCode":"%s","CountryCode":"%s"}},
              "Service":{"Code":"11"},
              "Package":[{"PackagingType":{"Code":"02"},
                "PackageWeight":{"UnitOfMeasurement":{"Code":"KGS"},"Weight":"%s"}}]}}}""";
    private static final String TOKEN = "/security/v1/oauth/token";
    private static final String SHOP = "/api/rating/v2403/Shop";
    private static final String RATE = "/api/rating/v2403/Rate";

    private final UpsSimulator ups = UpsSimulator.start(CarrierConfig.random().withClock(clock));
    private final Wire wire = new Wire(ups.baseUrl());

    @AfterEach
    void close() {
        ups.close();
    }

    @Override
    HttpResponse<String> askToken() throws IOException, InterruptedException {
        return wire.post(TOKEN, FORM, basic(ups.clientSecret()), "grant_type=client_credentials");
    }

    private String basic(String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((ups.clientId() + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    HttpResponse<String> ask(String token, String country, String postcode, String kilograms)
            throws IOException, InterruptedException {
        return wire.post(SHOP, JSON, "Bearer " + token, BODY.formatted(postcode, country, kilograms));
    }

    @Override
    BigDecimal cheapest(HttpResponse<String> answer) {
        BigDecimal cheapest = new BigDecimal(1_000_000);
        for (JsonNode rated : json(answer).at("/RateResponse/RatedShipment")) {
            assertThat(rated.at("/TotalCharges/CurrencyCode").asText()).isEqualTo("EUR");
            cheapest = cheapest.min(
                    new BigDecimal(rated.at("/TotalCharges/MonetaryValue").asText()));
        }
        return cheapest;
    }

    @Override
    Faults faults() {
        return ups.faults();
    }

    @Override
    QuoteLedger ledger() {
        return ups.ledger();
    }

    @Override
    int openConnections() {
        return ups.openConnections();
    }

    @Override
    void expireTokens() {
        ups.expireTokens();
    }

    @Test
    void wrongCredentialsAndGrantsAreRefusedInItsWords() throws Exception {
        HttpResponse<String> wrong = wire.post(TOKEN, FORM, basic("guess"), "grant_type=client_credentials");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(json(wrong).at("/response/errors/0/code").asText()).isEqualTo("10401");
        assertThat(wire.post(TOKEN, FORM, "", "grant_type=client_credentials").statusCode())
                .isEqualTo(401);
        assertThat(wire.post(TOKEN, FORM, basic(ups.clientSecret()), "grant_type=password")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ledger().tokensIssued()).isZero();
    }

    @Test
    void rateTellsTheServiceThatIsAskedForAndShopAll() throws Exception {
        String body = BODY.formatted("75001", "FR", "2");
        HttpResponse<String> rate = wire.post(RATE, JSON, "Bearer " + token(), body);
        HttpResponse<String> shop = wire.post(SHOP, JSON, "Bearer " + token(), body);

        assertThat(json(rate).at("/RateResponse/RatedShipment")).hasSize(1);
        assertThat(json(rate).at("/RateResponse/RatedShipment/0/Service/Code").asText())
                .isEqualTo("11");
        assertThat(json(shop).at("/RateResponse/RatedShipment")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"R5W278\"|\"R5\"|9110008",
                "\"Request\"|\"Ask\"|9100101",
                "\"RateRequest\"|\"Question\"|9100100",
                "\"Code\":\"11\"|\"Code\":\"99\"|111100",
                "\"Code\":\"02\"|\"Code\":\"01\"|111549",
                "\"KGS\"|\"STONE\"|111545",
                "\"Weight\":\"2\"|\"Weight\":2|111030",
                "\"75001\"|\"7500\"|111285",
                "\"CountryCode\":\"FR\"|\"CountryCode\":\"KP\"|111210",
                "\"CountryCode\":\"FR\"|\"CountryCode\":\"fr\"|110208",
                "\"Package\":|\"Parcel\":|111055",
                "}}}|}}|9100100",
            })
    void aFaultyQuestionIsRefusedInItsWords(String good, String bad, String code) throws Exception {
        String body = BODY.formatted("75001", "FR", "2").replaceAll("\\s+", "");
        String spoilt =
                body.endsWith(good) ? body.substring(0, body.length() - good.length()) + bad : body.replace(good, bad);
        assertThat(spoilt).isNotEqualTo(body);

        HttpResponse<String> refused = wire.post(RATE, JSON, "Bearer " + token(), spoilt);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).at("/response/errors/0/code").asText()).isEqualTo(code);
        assertThat(ledger().quotes()).isEmpty();
    }

    @Test
    void otherPathsMethodsAndTypesAreRefused() throws Exception {
        assertThat(wire.get(SHOP).statusCode()).isEqualTo(405);
        assertThat(wire.get("/api/rating/v1/Shop").statusCode()).isEqualTo(404);
        assertThat(wire.post(SHOP, "text/plain", "Bearer " + token(), "{}").statusCode())
                .isEqualTo(415);
    }
}
