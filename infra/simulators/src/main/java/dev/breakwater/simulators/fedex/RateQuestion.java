package dev.breakwater.simulators.fedex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.carrier.RateTable;
import dev.breakwater.simulators.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code POST /rate/v1/rates/quotes} asks, read as strictly as FedEx reads it. */
record RateQuestion(String country, String postcode, List<BigDecimal> kilograms) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{9}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Set<String> PICKUPS =
            Set.of("CONTACT_FEDEX_TO_SCHEDULE", "DROPOFF_AT_FEDEX_LOCATION", "USE_SCHEDULED_PICKUP");
    private static final Set<String> RATE_TYPES = Set.of("ACCOUNT", "LIST", "PREFERRED", "INCENTIVE");
    private static final BigDecimal KILOGRAMS_PER_POUND = new BigDecimal("0.45359237");
    private static final BigDecimal HEAVIEST = BigDecimal.valueOf(68);
    private static final int MOST_PACKAGES = 99;

    static RateQuestion read(byte[] body, RateTable rates) throws FedExError {
        Optional<JsonNode> parsed = Json.parse(body);
        if (parsed.isEmpty() || !parsed.get().isObject()) {
            throw FedExError.invalid("BAD.REQUEST.ERROR", "We are unable to process this request. Invalid JSON.");
        }
        JsonNode json = parsed.get();
        if (!ACCOUNT.matcher(text(json.at("/accountNumber/value"))).matches()) {
            throw FedExError.invalid("ACCOUNT.NUMBER.INVALID", "Invalid account number. Please update and try again.");
        }
        JsonNode shipment = json.path("requestedShipment");
        if (!PICKUPS.contains(text(shipment.path("pickupType")))) {
            throw FedExError.invalid("PICKUPTYPE.REQUIRED", "Pickup type is missing or invalid.");
        }
        JsonNode types = shipment.path("rateRequestType");
        if (!types.isArray() || types.isEmpty()) {
            throw FedExError.invalid("RATEREQUESTTYPE.REQUIRED", "Rate request type is required.");
        }
        for (JsonNode type : types) {
            if (!RATE_TYPES.contains(text(type))) {
                throw FedExError.invalid("RATEREQUESTTYPE.INVALID", "Rate request type is invalid.");
            }
        }
        JsonNode currency = shipment.path("preferredCurrency");
        if (!currency.isMissingNode() && !text(currency).equals("EUR")) {
            throw FedExError.invalid("CURRENCY.TYPE.INVALID", "Invalid currency type. Please update and try again.");
        }
        address(shipment.at("/shipper/address"), "SHIPPER", "Origin", rates);
        JsonNode recipient = shipment.at("/recipient/address");
        address(recipient, "RECIPIENT", "Destination", rates);
        return new RateQuestion(
                text(recipient.path("countryCode")),
                text(recipient.path("postalCode")),
                packages(shipment.path("requestedPackageLineItems")));
    }

    private static void address(JsonNode address, String who, String where, RateTable rates) throws FedExError {
        String country = text(address.path("countryCode"));
        if (!COUNTRY.matcher(country).matches()) {
            throw FedExError.invalid(
                    who + ".COUNTRYCODE.INVALID",
                    where + " country code is missing or invalid. Please update and try again.");
        }
        if (!rates.serves(country)) {
            throw FedExError.invalid(
                    "SERVICE.NOTAVAILABLE.ERROR", "FedEx service is not currently available to this " + where + ".");
        }
        if (!rates.valid(country, text(address.path("postalCode")))) {
            throw FedExError.invalid(
                    who + ".POSTALCODE.INVALID",
                    where + " postal code missing or invalid. Please update and try again.");
        }
    }

    private static List<BigDecimal> packages(JsonNode items) throws FedExError {
        if (!items.isArray() || items.isEmpty()) {
            throw FedExError.invalid(
                    "REQUESTEDPACKAGELINEITEMS.REQUIRED", "Requested package line items are required.");
        }
        List<BigDecimal> kilograms = new ArrayList<>();
        for (JsonNode item : items) {
            JsonNode value = item.at("/weight/value");
            String units = text(item.at("/weight/units"));
            if (!units.equals("KG") && !units.equals("LB")) {
                throw FedExError.invalid("WEIGHT.UNITS.INVALID", "Package weight units are missing or invalid.");
            }
            if (!value.isNumber() || value.decimalValue().signum() <= 0) {
                throw FedExError.invalid(
                        "PACKAGE.WEIGHT.INVALID", "Invalid package weight. Please update and try again.");
            }
            BigDecimal weight = units.equals("KG")
                    ? value.decimalValue()
                    : value.decimalValue().multiply(KILOGRAMS_PER_POUND);
            if (weight.compareTo(HEAVIEST) > 0) {
                throw FedExError.invalid(
                        "PACKAGE.WEIGHT.EXCEEDS", "Package weight exceeds the maximum for the requested service.");
            }
            JsonNode group = item.path("groupPackageCount");
            int count = group.isMissingNode() ? 1 : group.isInt() ? group.asInt() : 0;
            if (count < 1 || kilograms.size() + count > MOST_PACKAGES) {
                throw FedExError.invalid(
                        "PACKAGE.COUNT.INVALID", "Package count is invalid. Please update and try again.");
            }
            for (int i = 0; i < count; i++) {
                kilograms.add(weight);
            }
        }
        return kilograms;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }
}
