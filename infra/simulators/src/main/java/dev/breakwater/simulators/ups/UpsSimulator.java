package dev.breakwater.simulators.ups;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.carrier.BearerTokens;
import dev.breakwater.simulators.carrier.CarrierConfig;
import dev.breakwater.simulators.carrier.QuoteLedger;
import dev.breakwater.simulators.carrier.RateTable;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;

/** UPS's rates for one client, on a port of its own. Faults strike the token call too. State lives in memory and ends with it. Thread-safe. */
public final class UpsSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 256 << 10;

    private static final RateTable RATES =
            new RateTable(92, List.of(new RateTable.Service("11", 100), new RateTable.Service("65", 180)));

    private final CarrierConfig config;
    private final Faults faults;
    private final BearerTokens tokens;
    private final QuoteLedger ledger;
    private final SimulatorServer server;

    private UpsSimulator(CarrierConfig config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        tokens = new BearerTokens(config.tokenLife(), config.clock());
        ledger = new QuoteLedger(tokens, requests);
        faults = new Faults(config.nanoTime());
        UpsApi api = new UpsApi(config, tokens, RATES, ledger);
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "ups",
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static UpsSimulator start(CarrierConfig config) {
        return new UpsSimulator(config);
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.port();
    }

    /** Connections that are open at this moment, held ones included. */
    public int openConnections() {
        return server.openConnections();
    }

    public String clientId() {
        return config.clientId();
    }

    public String clientSecret() {
        return config.clientSecret();
    }

    /** Makes every token that was issued so far a bad one, as UPS may do at any time. */
    public void expireTokens() {
        tokens.expireAll();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public QuoteLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        server.close();
    }
}
