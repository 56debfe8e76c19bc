package dev.breakwater.warehouse.carrier;

/** What a carrier says about a shipment. */
public sealed interface CarrierAnswer {

    /**
     * Its price.
     *
     * @param carrier {@code fedex}, {@code ups} or {@code standard}
     * @param service the carrier's code of it
     * @param amountMinor in euro cents, 0 or more
     */
    record Priced(String carrier, String service, long amountMinor) implements CarrierAnswer {}

    /** It does not deliver there. */
    record NotServed(String carrier) implements CarrierAnswer {}
}
