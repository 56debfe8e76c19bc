package dev.breakwater.simulators.slack;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A Slack with one incoming webhook, of one channel, on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class SlackSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Config config;
    private final Faults faults;
    private final ChannelLedger ledger;
    private final SimulatorServer server;

    /**
     * What one Slack is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param webhookPath of the only webhook, {@code /services/T…/B…/} and 24 letters and digits: the secret
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(String address, int port, String webhookPath, Clock clock, LongSupplier nanoTime) {

        public Config {
            if (!webhookPath.matches("/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{24}")) {
                throw new IllegalArgumentException(
                        "the Slack webhook path must be /services/T…/B…/ and 24 letters and digits");
            }
        }

        /** Any free port of the loopback interface, a random webhook, the system's clocks. */
        public static Config random() {
            String random = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
            return new Config(
                    "127.0.0.1", 0, "/services/TBREAKWATER/BALERTS01/" + random, Clock.systemUTC(), System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, webhookPath, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, webhookPath, clock, nanoTime);
        }

        public Config withWebhookPath(String value) {
            return new Config(address, port, value, clock, nanoTime);
        }
    }

    private SlackSimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        ledger = new ChannelLedger(requests);
        faults = new Faults(config.nanoTime());
        SlackApi api = new SlackApi(config.webhookPath(), ledger, config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "slack",
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/services/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static SlackSimulator start(Config config) {
        return new SlackSimulator(config);
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** What whoever posts is given: the secret. */
    public String webhookUrl() {
        return baseUrl() + config.webhookPath();
    }

    public int port() {
        return server.port();
    }

    /** Connections that are open at this moment, held ones included. */
    public int openConnections() {
        return server.openConnections();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public ChannelLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        server.close();
    }
}
