package dev.breakwater.warehouse.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.warehouse.carrier.CarrierAnswer.NotServed;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** FedEx's Rate API v1, unguarded. */
@Component
final class FedExClient implements Carrier {

    static final String NAME = "fedex";
    /** FedEx's words for an answer about the destination; every other refusal is a disagreement between us. */
    private static final Set<String> NOT_SERVED = Set.of("RECIPIENT.POSTALCODE.INVALID", "SERVICE.NOTAVAILABLE.ERROR");

    private final CarrierProperties properties;
    private final CarrierHttp http;
    private final AccessToken token;

    FedExClient(CarrierProperties properties, RestClient.Builder clients, Clock clock) {
        this.properties = properties;
        http = new CarrierHttp(NAME, clients, properties.fedex().apiBase());
        token = new AccessToken(this::issue, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    private AccessToken.Issued issue() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", properties.fedex().clientId());
        form.add("client_secret", properties.fedex().clientSecret());
        JsonNode issued = http.form("/oauth/token", form, null);
        return new AccessToken.Issued(
                issued.get("access_token").asText(),
                Duration.ofSeconds(issued.path("expires_in").asLong()));
    }

    @Override
    public CarrierAnswer price(Shipment shipment) {
        CarrierHttp.Answer answer = http.ask("/rate/v1/rates/quotes", question(shipment), token);
        if (answer.status() == 200) {
            return cheapest(answer.body().at("/output/rateReplyDetails"));
        }
        String code = answer.body().at("/errors/0/code").asText();
        if (answer.status() == 400 && NOT_SERVED.contains(code)) {
            return new NotServed(NAME);
        }
        throw new CarrierFailedException(NAME, "answered " + answer.status() + " " + code);
    }

    private ObjectNode question(Shipment shipment) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.putObject("accountNumber").put("value", properties.fedex().accountNumber());
        ObjectNode requested = question.putObject("requestedShipment");
        address(
                requested.putObject("shipper"),
                properties.origin().country(),
                properties.origin().postcode());
        address(requested.putObject("recipient"), shipment.country(), shipment.postcode());
        requested.put("pickupType", "USE_SCHEDULED_PICKUP").put("preferredCurrency", "EUR");
        requested.putArray("rateRequestType").add("ACCOUNT");
        ArrayNode packages = requested.putArray("requestedPackageLineItems");
        for (long grams : shipment.packageGrams()) {
            packages.addObject().putObject("weight").put("units", "KG").put("value", Money.kilograms(grams));
        }
        return question;
    }

    private static void address(ObjectNode party, String country, String postcode) {
        party.putObject("address").put("countryCode", country).put("postalCode", postcode);
    }

    private static Priced cheapest(JsonNode details) {
        return StreamSupport.stream(details.spliterator(), false)
                .map(FedExClient::priced)
                .min(Comparator.comparingLong(Priced::amountMinor))
                .orElseThrow(() -> new CarrierFailedException(NAME, "named no price"));
    }

    private static Priced priced(JsonNode detail) {
        JsonNode rated = detail.at("/ratedShipmentDetails/0");
        JsonNode charge = rated.path("totalNetCharge");
        if (!charge.isNumber()) {
            throw new CarrierFailedException(NAME, "named no price");
        }
        return new Priced(
                NAME,
                detail.path("serviceType").asText(),
                Money.minor(NAME, rated.path("currency").asText(), charge.decimalValue()));
    }
}
