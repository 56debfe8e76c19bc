package dev.breakwater.warehouse.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.simulators.carrier.CarrierConfig;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.ups.UpsSimulator;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.client.RestClient;

class UpsClientTest extends CarrierContract {

    private static final UpsSimulator SIMULATOR = UpsSimulator.start(CarrierConfig.random());
    private final UpsClient client = client(SIMULATOR);

    private static UpsClient client(UpsSimulator simulator) {
        return new UpsClient(
                properties(simulator.baseUrl(), simulator.clientId(), simulator.clientSecret()),
                RestClient.builder(),
                Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Override
    Carrier carrier() {
        return client;
    }

    @Test
    void keepsItsTokenAndRenewsItOnceWhenItIsRefused() {
        long before = SIMULATOR.ledger().tokensIssued();
        amount(shipment("DE", "20457", 2_400));
        amount(shipment("DE", "20457", 2_400));
        assertThat(SIMULATOR.ledger().tokensIssued() - before).isEqualTo(1);

        SIMULATOR.expireTokens();
        amount(shipment("DE", "20457", 2_400));
        assertThat(SIMULATOR.ledger().tokensIssued() - before).isEqualTo(2);
    }

    @Test
    void renewsATokenThatWouldSoonExpireBeforeItIsRefused() {
        try (UpsSimulator brief = UpsSimulator.start(CarrierConfig.random().withTokenLife(Duration.ofSeconds(20)))) {
            UpsClient impatient = client(brief);
            impatient.price(shipment("DE", "20457", 2_400));
            impatient.price(shipment("DE", "20457", 2_400));
            assertThat(brief.ledger().tokensIssued()).isEqualTo(2);
        }
    }

    @Test
    void credentialsThatAreRefusedAreAFailureAndNotAnAnswer() {
        UpsClient stranger = new UpsClient(
                properties(SIMULATOR.baseUrl(), SIMULATOR.clientId(), "guess"),
                RestClient.builder(),
                Clock.systemUTC());
        assertThatThrownBy(() -> stranger.price(shipment("DE", "20457", 2_400)))
                .isInstanceOf(CarrierFailedException.class)
                .hasMessageContaining("401");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "ERROR_503", "ERROR_500_AFTER", "RATE_LIMIT_429"})
    void aTokenCallThatFailsIsAFailureAndTheNextOneIsTriedAnew(Fault fault) {
        SIMULATOR.faults().on(fault, FaultSettings.always().atMost(1));
        assertThatThrownBy(() -> client.price(shipment("DE", "20457", 2_400))).isInstanceOf(RuntimeException.class);
        assertThat(SIMULATOR.faults().state(fault).active()).isFalse();
        assertThat(amount(shipment("DE", "20457", 2_400))).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "ERROR_503", "ERROR_500_AFTER", "RATE_LIMIT_429"})
    void aQuestionThatFailsIsAFailure(Fault fault) {
        amount(shipment("DE", "20457", 2_400));
        SIMULATOR.faults().on(fault, FaultSettings.always().atMost(1));
        assertThatThrownBy(() -> client.price(shipment("DE", "20457", 2_400))).isInstanceOf(RuntimeException.class);
        assertThat(amount(shipment("DE", "20457", 2_400))).isPositive();
    }
}
