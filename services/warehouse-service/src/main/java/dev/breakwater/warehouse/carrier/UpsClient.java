package dev.breakwater.warehouse.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.warehouse.carrier.CarrierAnswer.NotServed;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** UPS's Rating API v2403, unguarded. */
@Component
final class UpsClient implements Carrier {

    static final String NAME = "ups";
    /** UPS's numbers for an answer about the destination; every other refusal is a disagreement between us. */
    private static final Set<String> NOT_SERVED = Set.of("111210", "111285");

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    private final CarrierProperties properties;
    private final CarrierHttp http;
    private final AccessToken token;

    UpsClient(CarrierProperties properties, RestClient.Builder clients, Clock clock) {
        this.properties = properties;
        http = new CarrierHttp(NAME, clients, properties.ups().apiBase());
        token = new AccessToken(this::issue, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    private AccessToken.Issued issue() {
        String client = properties.ups().clientId() + ":" + properties.ups().clientSecret();
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        JsonNode issued = http.form(
                "/security/v1/oauth/token",
                form,
                "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
        return new AccessToken.Issued(
                issued.get("access_token").asText(),
                Duration.ofSeconds(issued.path("expires_in").asLong())); // a string at UPS; asLong reads both
    }

    @Override
    public CarrierAnswer price(Shipment shipment) {
        CarrierHttp.Answer answer = http.ask("/api/rating/v2403/Shop", question(shipment), token);
        if (answer.status() == 200) {
            return cheapest(answer.body().at("/RateResponse/RatedShipment"));
        }
        String code = answer.body().at("/response/errors/0/code").asText();
        if (answer.status() == 400 && NOT_SERVED.contains(code)) {
            return new NotServed(NAME);
        }
        throw new CarrierFailedException(NAME, "answered " + answer.status() + " " + code);
    }

    private ObjectNode question(Shipment shipment) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        ObjectNode request = question.putObject("RateRequest");
        request.putObject("Request");
        ObjectNode asked = request.putObject("Shipment");
        ObjectNode shipper =
                asked.putObject("Shipper").put("ShipperNumber", properties.ups().shipperNumber());
        address(shipper, properties.origin().country(), properties.origin().postcode());
        address(asked.putObject("ShipTo"), shipment.country(), shipment.postcode());
        ArrayNode packages = asked.putArray("Package");
        for (long grams : shipment.packageGrams()) {
            ObjectNode each = packages.addObject();
            each.putObject("PackagingType").put("Code", "02");
            ObjectNode weight = each.putObject("PackageWeight");
            weight.putObject("UnitOfMeasurement").put("Code", "KGS");
            weight.put("Weight", Money.kilograms(grams).toPlainString());
        }
        return question;
    }

    private static void address(ObjectNode party, String country, String postcode) {
        party.putObject("Address").put("CountryCode", country).put("PostalCode", postcode);
    }

    private static Priced cheapest(JsonNode shipments) {
        return StreamSupport.stream(shipments.spliterator(), false)
                .map(UpsClient::priced)
                .min(Comparator.comparingLong(Priced::amountMinor))
                .orElseThrow(() -> new CarrierFailedException(NAME, "named no price"));
    }

    private static Priced priced(JsonNode rated) {
        JsonNode total = rated.path("TotalCharges");
        String amount = total.path("MonetaryValue").asText();
        if (!AMOUNT.matcher(amount).matches()) {
            throw new CarrierFailedException(NAME, "named no price");
        }
        return new Priced(
                NAME,
                rated.at("/Service/Code").asText(),
                Money.minor(NAME, total.path("CurrencyCode").asText(), new BigDecimal(amount)));
    }
}
