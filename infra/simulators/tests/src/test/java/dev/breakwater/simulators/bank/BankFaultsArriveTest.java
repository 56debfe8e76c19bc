package dev.breakwater.simulators.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BankFaultsArriveTest {

    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private BankSimulator bank;
    private BankClient client;

    @BeforeEach
    void start() throws IOException {
        bank = BankSimulator.start(BankSimulator.Config.random());
        client = new BankClient(bank);
        client.authorize();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everySwitchDoesWhatItSaysAndCountsIt(Fault fault) throws IOException {
        FaultSettings always = FaultSettings.always();
        bank.faults()
                .on(
                        fault,
                        switch (fault) {
                            case SLOW -> always.with("delayMs", 700);
                            case OVERLOAD -> always.with("workMs", 700);
                            default -> always;
                        });
        client.patience(IMPATIENT);
        switch (fault) {
            case RESET -> {
                assertThatThrownBy(() -> client.pay("key-1")).isInstanceOf(IOException.class);
                assertThat(bank.ledger().charges()).isEmpty();
            }
            case TIMEOUT -> {
                assertThatThrownBy(() -> client.pay("key-1")).isInstanceOf(HttpTimeoutException.class);
                assertThat(bank.ledger().charges()).isEmpty();
            }
            case REPLY_LOST -> {
                assertThatThrownBy(() -> client.pay("key-1")).isInstanceOf(HttpTimeoutException.class);
                assertThat(bank.ledger().charges()).hasSize(1).allMatch(BankLedger.Line::charged);
            }
            case ERROR_500_AFTER -> {
                assertThat(client.pay("key-1").status()).isEqualTo(500);
                assertThat(bank.ledger().charges()).hasSize(1);
            }
            case ERROR_503, FLAPPING -> {
                assertThat(client.pay("key-1").status()).isEqualTo(503);
                assertThat(bank.ledger().charges()).isEmpty();
            }
            case RATE_LIMIT_429 -> {
                BankClient.Answer limited = client.pay("key-1");
                assertThat(limited.status()).isEqualTo(429);
                assertThat(limited.response().headers().firstValue("Retry-After"))
                        .contains("1");
                assertThat(bank.ledger().charges()).isEmpty();
            }
            case SLOW, OVERLOAD -> {
                assertThatThrownBy(() -> client.pay("key-1")).isInstanceOf(HttpTimeoutException.class);
                client.patience(Duration.ofSeconds(5));
                assertThat(client.pay("key-2").status()).isEqualTo(201);
            }
        }
        assertThat(bank.faults().state(fault).injected()).isPositive();

        bank.faults().allOff();
        client.patience(Duration.ofSeconds(5));
        int again = client.pay("key-1").status();
        // What was answered to a key is what it is answered for ever, an error included.
        assertThat(again).isEqualTo(fault == Fault.ERROR_500_AFTER ? 500 : 201);
        assertThat(bank.ledger().charges()).hasSize(fault == Fault.SLOW || fault == Fault.OVERLOAD ? 2 : 1);
    }

    @Test
    void oneCardNetworkOfTwoCanBeBrokenAlone() throws IOException {
        bank.faults().on(Fault.ERROR_503, FaultSettings.always().only("visa"));

        assertThat(client.pay("key-1").status()).isEqualTo(503);
        String mastercard = BankClient.charge("order-2", 1299, "pm_card_mastercard_debit");
        assertThat(client.post("/v1/charges", "key-2", mastercard).status()).isEqualTo(201);
        assertThat(client.get("/v1/charges?reference=order-2").status()).isEqualTo(200);
        assertThat(client.authorize().status()).isEqualTo(200);
        assertThat(bank.faults().state(Fault.ERROR_503).injected()).isEqualTo(1);
    }

    @Test
    void faultsStrikeTheTokenCallAsWell() throws IOException {
        bank.faults().on(Fault.ERROR_503, FaultSettings.always());
        assertThat(client.authorize().status()).isEqualTo(503);
        bank.faults().allOff();
        assertThat(client.authorize().status()).isEqualTo(200);
    }
}
