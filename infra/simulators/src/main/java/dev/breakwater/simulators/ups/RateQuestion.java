package dev.breakwater.simulators.ups;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.carrier.RateTable;
import dev.breakwater.simulators.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code POST /api/rating/v2403/Rate} or {@code Shop} asks, read as strictly as UPS reads it.
 *
 * @param services the one that is asked for, or all
 */
record RateQuestion(String country, String postcode, List<BigDecimal> kilograms, List<RateTable.Service> services) {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern WEIGHT = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
    private static final BigDecimal KILOGRAMS_PER_POUND = new BigDecimal("0.45359237");
    private static final BigDecimal HEAVIEST = BigDecimal.valueOf(70);
    private static final int MOST_PACKAGES = 200;

    static RateQuestion read(byte[] body, boolean shop, RateTable rates) throws UpsError {
        Optional<JsonNode> parsed = Json.parse(body);
        if (parsed.isEmpty() || !parsed.get().path("RateRequest").isObject()) {
            throw UpsError.invalid("9100100", "Invalid or missing RateRequest");
        }
        JsonNode request = parsed.get().path("RateRequest");
        if (!request.path("Request").isObject()) {
            throw UpsError.invalid("9100101", "Missing Request container");
        }
        JsonNode shipment = request.path("Shipment");
        if (text(shipment.at("/Shipper/ShipperNumber")).length() != 6) {
            throw UpsError.invalid("9110008", "Invalid or missing Shipper Number");
        }
        address(shipment.at("/Shipper/Address"), "Shipper", rates);
        JsonNode to = shipment.at("/ShipTo/Address");
        address(to, "ShipTo", rates);
        String service = text(shipment.at("/Service/Code"));
        List<RateTable.Service> services =
                shop ? rates.services() : rates.service(service).stream().toList();
        if (services.isEmpty()) {
            throw UpsError.invalid("111100", "The requested service is invalid from the selected origin.");
        }
        return new RateQuestion(
                text(to.path("CountryCode")),
                text(to.path("PostalCode")),
                packages(shipment.path("Package")),
                services);
    }

    private static void address(JsonNode address, String who, RateTable rates) throws UpsError {
        String country = text(address.path("CountryCode"));
        if (!COUNTRY.matcher(country).matches()) {
            throw UpsError.invalid("110208", "Missing/Illegal " + who + "/Address/CountryCode");
        }
        if (!rates.serves(country)) {
            throw UpsError.invalid("111210", "The requested service is unavailable between the selected locations.");
        }
        String postcode = text(address.path("PostalCode"));
        if (!rates.valid(country, postcode)) {
            throw UpsError.invalid("111285", "The postal code " + postcode + " is invalid for " + country + ".");
        }
    }

    private static List<BigDecimal> packages(JsonNode packages) throws UpsError {
        List<JsonNode> list = new ArrayList<>();
        if (packages.isArray()) {
            packages.forEach(list::add);
        } else if (packages.isObject()) {
            list.add(packages); // UPS takes one package without an array
        }
        if (list.isEmpty() || list.size() > MOST_PACKAGES) {
            throw UpsError.invalid("111055", "There must be 1 to " + MOST_PACKAGES + " packages");
        }
        List<BigDecimal> kilograms = new ArrayList<>();
        for (JsonNode each : list) {
            if (!text(each.at("/PackagingType/Code")).equals("02")) {
                throw UpsError.invalid("111549", "Missing or invalid packaging type");
            }
            String units = text(each.at("/PackageWeight/UnitOfMeasurement/Code"));
            if (!units.equals("KGS") && !units.equals("LBS")) {
                throw UpsError.invalid("111545", "Missing or invalid unit of measurement of the package weight");
            }
            String weight = text(each.at("/PackageWeight/Weight")); // a string, as UPS has it
            if (!WEIGHT.matcher(weight).matches() || new BigDecimal(weight).signum() == 0) {
                throw UpsError.invalid("111030", "Packages must weigh more than zero kgs.");
            }
            BigDecimal value =
                    units.equals("KGS") ? new BigDecimal(weight) : new BigDecimal(weight).multiply(KILOGRAMS_PER_POUND);
            if (value.compareTo(HEAVIEST) > 0) {
                throw UpsError.invalid(
                        "111035", "The maximum per package weight for the selected service is 70.00 kg.");
            }
            kilograms.add(value);
        }
        return kilograms;
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }
}
