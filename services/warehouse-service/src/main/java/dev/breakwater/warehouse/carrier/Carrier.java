package dev.breakwater.warehouse.carrier;

/** Somebody who knows what a shipment costs. Thread-safe. */
public interface Carrier {

    /** {@code fedex}, {@code ups} or {@code standard}. */
    String name();

    /** The cheapest service's price. Asking changes nothing; whatever it throws means that the price is not known. */
    CarrierAnswer price(Shipment shipment);
}
