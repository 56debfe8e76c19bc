package dev.breakwater.warehouse.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.warehouse.carrier.StandardRateProperties.Zone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardRatesTest extends CarrierContract {

    private final StandardRates rates = new StandardRates(new StandardRateProperties(Map.of(
            "home", new Zone(List.of("DE"), 690, 60, 4_900),
            "near", new Zone(List.of("FR"), 1_290, 130, 14_900),
            "far", new Zone(List.of("US"), 3_490, 720, 59_900))));

    @Override
    Carrier carrier() {
        return rates;
    }

    @Test
    void countsBegunKilogramsWhole() {
        assertThat(amount(shipment("DE", "20457", 2_001))).isEqualTo(690 + 3 * 60);
        assertThat(amount(shipment("DE", "20457", 2_000))).isEqualTo(690 + 2 * 60);
    }

    @Test
    void neverExceedsTheCap() {
        assertThat(amount(shipment("DE", "20457", 30_000, 30_000, 30_000))).isEqualTo(4_900);
    }

    @Test
    void aCountryInTwoZonesOrACapBelowTheBaseIsRefused() {
        assertThatThrownBy(() -> new StandardRateProperties(
                        Map.of("a", new Zone(List.of("DE"), 1, 1, 9), "b", new Zone(List.of("DE"), 1, 1, 9))))
                .hasMessageContaining("DE in two zones");
        assertThatThrownBy(() -> new Zone(List.of("DE"), 10, 1, 9)).hasMessageContaining("cap-minor 9");
    }
}
