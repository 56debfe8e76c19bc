package dev.breakwater.warehouse.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.warehouse.carrier.CarrierAnswer.NotServed;
import dev.breakwater.warehouse.carrier.CarrierAnswer.Priced;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link Carrier} keeps, a real one's client and the standard rates alike. */
abstract class CarrierContract {

    abstract Carrier carrier();

    @Test
    void pricesInCentsUnderItsName() {
        CarrierAnswer answer = carrier().price(shipment("DE", "20457", 2_400));

        assertThat(answer).isInstanceOf(Priced.class);
        Priced priced = (Priced) answer;
        assertThat(priced.carrier()).isEqualTo(carrier().name());
        assertThat(priced.service()).isNotEmpty();
        assertThat(priced.amountMinor()).isBetween(100L, 10_000L);
    }

    @Test
    void theSameShipmentHasTheSamePrice() {
        Shipment shipment = shipment("FR", "75001", 30_000, 2_400);
        assertThat(carrier().price(shipment)).isEqualTo(carrier().price(shipment));
    }

    @Test
    void heavierAndFartherCostsMore() {
        long near = amount(shipment("DE", "20457", 2_400));
        assertThat(amount(shipment("DE", "20457", 30_000))).isGreaterThan(near);
        assertThat(amount(shipment("FR", "75001", 2_400))).isGreaterThan(near);
        assertThat(amount(shipment("US", "10001", 2_400))).isGreaterThan(amount(shipment("FR", "75001", 2_400)));
    }

    @Test
    void saysWhereItDoesNotDeliver() {
        assertThat(carrier().price(shipment("KP", "99999", 2_400)))
                .isEqualTo(new NotServed(carrier().name()));
    }

    final long amount(Shipment shipment) {
        return ((Priced) carrier().price(shipment)).amountMinor();
    }

    static Shipment shipment(String country, String postcode, long... grams) {
        return new Shipment(country, postcode, Arrays.stream(grams).boxed().toList());
    }

    static CarrierProperties properties(String base, String id, String secret) {
        URI uri = URI.create(base);
        return new CarrierProperties(
                new CarrierProperties.FedEx(uri, id, secret, "740561073"),
                new CarrierProperties.Ups(uri, id, secret, "BW1234"),
                new CarrierProperties.Origin("DE", "20457"));
    }
}
