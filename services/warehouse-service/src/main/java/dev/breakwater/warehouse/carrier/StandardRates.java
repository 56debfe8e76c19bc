package dev.breakwater.warehouse.carrier;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Prices from a table in the configuration: no network, no database, so nothing that carriers share fate with. Thread-safe. */
@Component
public final class StandardRates implements Carrier {

    static final String NAME = "standard";
    private static final long GRAMS_PER_KILOGRAM = 1_000;

    private final Map<String, StandardRateProperties.Zone> zones = new HashMap<>();

    StandardRates(StandardRateProperties properties) {
        properties.zones().values().forEach(zone -> zone.countries().forEach(country -> zones.put(country, zone)));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Whether the table has the country: where we ship at all. */
    public boolean serves(String country) {
        return zones.containsKey(country);
    }

    /** Begun kilograms count whole; never more than the zone's cap. */
    @Override
    public CarrierAnswer price(Shipment shipment) {
        StandardRateProperties.Zone zone = zones.get(shipment.country());
        if (zone == null) {
            return new CarrierAnswer.NotServed(NAME);
        }
        long kilograms = (shipment.grams() + GRAMS_PER_KILOGRAM - 1) / GRAMS_PER_KILOGRAM;
        long amount = zone.baseMinor() + kilograms * zone.perKilogramMinor();
        return new CarrierAnswer.Priced(NAME, "standard", Math.min(amount, zone.capMinor()));
    }
}
