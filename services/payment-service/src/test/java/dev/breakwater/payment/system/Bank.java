package dev.breakwater.payment.system;

import dev.breakwater.simulators.bank.BankLedger;
import dev.breakwater.simulators.bank.BankSimulator;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.util.List;
import java.util.UUID;

/** The bank's simulator, and what its books say. */
final class Bank implements AutoCloseable {

    private final BankSimulator.Config config;
    private BankSimulator simulator;
    private boolean gone;

    Bank() {
        BankSimulator first = BankSimulator.start(BankSimulator.Config.random());
        config =
                BankSimulator.Config.random().withPort(first.port()).withClient(first.clientId(), first.clientSecret());
        simulator = first;
    }

    String url() {
        return simulator.baseUrl();
    }

    String clientId() {
        return config.clientId();
    }

    String clientSecret() {
        return config.clientSecret();
    }

    void fault(Fault fault, FaultSettings settings) {
        simulator.faults().on(fault, settings);
    }

    void fault(Fault fault) {
        fault(fault, FaultSettings.always());
    }

    /** How many requests this fault has struck since it was switched on. */
    long struck(Fault fault) {
        return simulator.faults().state(fault).injected();
    }

    void revokeTokens() {
        simulator.revokeTokens();
    }

    /** The port is closed; its books are lost with it. */
    void goAway() {
        simulator.close();
        gone = true;
    }

    void heal() {
        if (gone) {
            simulator = BankSimulator.start(config);
            gone = false;
        }
        simulator.faults().allOff();
    }

    long charges(UUID orderId) {
        return lines(orderId).stream().filter(BankLedger.Line::charged).count();
    }

    long decisions() {
        return simulator.ledger().charges().size();
    }

    List<BankLedger.Line> lines(UUID orderId) {
        return simulator.ledger().charges().stream()
                .filter(line -> line.reference().equals(orderId.toString()))
                .toList();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
