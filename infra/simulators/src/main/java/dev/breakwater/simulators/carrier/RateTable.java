package dev.breakwater.simulators.carrier;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a carrier charges, in EUR, by zone and weight. Immutable. */
public final class RateTable {

    private static final Set<String> NEAR = Set.of(
            "AT", "BE", "CH", "CZ", "DK", "ES", "FI", "FR", "GB", "IE", "IT", "LU", "NL", "NO", "PL", "PT", "SE");
    private static final Set<String> FAR =
            Set.of("AU", "BR", "CA", "CN", "IN", "JP", "KR", "MX", "NZ", "SG", "US", "ZA");
    private static final Map<String, Pattern> POSTCODES = Map.of(
            "DE", Pattern.compile("\\d{5}"),
            "FR", Pattern.compile("\\d{5}"),
            "IT", Pattern.compile("\\d{5}"),
            "ES", Pattern.compile("\\d{5}"),
            "US", Pattern.compile("\\d{5}(-\\d{4})?"),
            "AT", Pattern.compile("\\d{4}"),
            "CH", Pattern.compile("\\d{4}"),
            "NL", Pattern.compile("\\d{4} ?[A-Z]{2}"),
            "GB", Pattern.compile("[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}"));
    private static final Pattern ANY_POSTCODE = Pattern.compile("[A-Z0-9][A-Z0-9 -]{1,9}");

    /**
     * One service of the carrier.
     *
     * @param factor percent of the table's price
     */
    public record Service(String code, int factor) {}

    private final int percent;
    private final List<Service> services;

    /**
     * A carrier's prices.
     *
     * @param percent of what the table says, to make carriers differ
     * @param services that the carrier has, each for every destination
     */
    public RateTable(int percent, List<Service> services) {
        this.percent = percent;
        this.services = List.copyOf(services);
    }

    public List<Service> services() {
        return services;
    }

    /** Whether the carrier delivers to that country at all. */
    public boolean serves(String country) {
        return country.equals("DE") || NEAR.contains(country) || FAR.contains(country);
    }

    /** Whether that is a postcode of that country. */
    public boolean valid(String country, String postcode) {
        return POSTCODES.getOrDefault(country, ANY_POSTCODE).matcher(postcode).matches();
    }

    /**
     * The price.
     *
     * @param kilograms of each package
     */
    public BigDecimal price(Service service, String country, List<BigDecimal> kilograms) {
        BigDecimal total = BigDecimal.ZERO;
        String base = country.equals("DE") ? "4.20" : NEAR.contains(country) ? "9.80" : "28.50";
        String perKilogram = country.equals("DE") ? "0.45" : NEAR.contains(country) ? "1.10" : "6.40";
        for (BigDecimal weight : kilograms) {
            total = total.add(new BigDecimal(base)).add(new BigDecimal(perKilogram).multiply(weight));
        }
        return total.multiply(BigDecimal.valueOf((long) percent * service.factor()))
                .movePointLeft(4)
                .setScale(2, java.math.RoundingMode.HALF_UP);
    }

    /** The service of that code. */
    public Optional<Service> service(String code) {
        return services.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
