package dev.breakwater.warehouse.quoting;

import dev.breakwater.warehouse.carrier.Shipment;
import dev.breakwater.warehouse.carrier.StandardRates;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns items into packages. Thread-safe. */
@Component
public class Packing {

    private final PackingProperties properties;
    private final StandardRates whereWeShip;

    Packing(PackingProperties properties, StandardRates whereWeShip) {
        this.properties = properties;
        this.whereWeShip = whereWeShip;
    }

    /** What came of packing. */
    public sealed interface Packed {

        record Ready(Shipment shipment) implements Packed {}

        record UnknownProduct(int index, String sku) implements Packed {}

        record UnknownCountry(String country) implements Packed {}

        /**
         * More than one shipment may weigh.
         *
         * @param mostKilograms what it may
         */
        record TooHeavy(long kilograms, long mostKilograms) implements Packed {}
    }

    /** Full packages and one with the rest. */
    public Packed pack(Parcel parcel) {
        if (!whereWeShip.serves(parcel.country())) {
            return new Packed.UnknownCountry(parcel.country());
        }
        long grams = 0;
        for (int i = 0; i < parcel.items().size(); i++) {
            Parcel.Item item = parcel.items().get(i);
            Long each = properties.productGrams().get(item.sku());
            if (each == null) {
                return new Packed.UnknownProduct(i, item.sku());
            }
            grams += each * item.quantity();
        }
        if (grams > properties.shipmentGrams()) {
            return new Packed.TooHeavy(grams / 1_000, properties.shipmentGrams() / 1_000);
        }
        List<Long> packages = new ArrayList<>();
        for (long rest = grams; rest > 0; rest -= properties.packageGrams()) {
            packages.add(Math.min(rest, properties.packageGrams()));
        }
        return new Packed.Ready(new Shipment(parcel.country(), parcel.postcode(), packages));
    }
}
