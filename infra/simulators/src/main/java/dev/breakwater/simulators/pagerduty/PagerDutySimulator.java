package dev.breakwater.simulators.pagerduty;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A PagerDuty with one integration on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class PagerDutySimulator implements AutoCloseable {

    /** The original's own limit: 512 KB. */
    private static final int MAX_BODY_BYTES = 512_000;

    private final Config config;
    private final Faults faults;
    private final IncidentLedger ledger;
    private final SimulatorServer server;

    /**
     * What one PagerDuty is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param routingKey of the only integration, 32 letters and digits
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(String address, int port, String routingKey, Clock clock, LongSupplier nanoTime) {

        public Config {
            if (!routingKey.matches("[A-Za-z0-9]{32}")) {
                throw new IllegalArgumentException("the PagerDuty routing key must be 32 letters and digits");
            }
        }

        /** Any free port of the loopback interface, a random routing key, the system's clocks. */
        public static Config random() {
            return new Config(
                    "127.0.0.1", 0, UUID.randomUUID().toString().replace("-", ""), Clock.systemUTC(), System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, routingKey, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, routingKey, clock, nanoTime);
        }

        public Config withRoutingKey(String value) {
            return new Config(address, port, value, clock, nanoTime);
        }
    }

    private PagerDutySimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        ledger = new IncidentLedger(requests);
        faults = new Faults(config.nanoTime());
        PagerDutyApi api = new PagerDutyApi(config.routingKey(), ledger, config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "pagerduty",
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/v2/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static PagerDutySimulator start(Config config) {
        return new PagerDutySimulator(config);
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

    public String routingKey() {
        return config.routingKey();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public IncidentLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        server.close();
    }
}
