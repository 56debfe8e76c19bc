package dev.breakwater.simulators.sendgrid;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A SendGrid of one account on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class SendGridSimulator implements AutoCloseable {

    /** The original takes 30 MB; this one runs in a small heap and sends no attachments. */
    private static final int MAX_BODY_BYTES = 2 << 20;

    private final Config config;
    private final Faults faults;
    private final MailLedger ledger;
    private final SimulatorServer server;

    /**
     * What one SendGrid is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param apiKey that callers must send as bearer token, 8 characters at least
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(String address, int port, String apiKey, Clock clock, LongSupplier nanoTime) {

        public Config {
            if (apiKey.length() < 8) {
                throw new IllegalArgumentException("the SendGrid API key must have 8 characters at least");
            }
        }

        /** Any free port of the loopback interface, a random key, the system's clocks. */
        public static Config random() {
            return new Config("127.0.0.1", 0, "SG." + UUID.randomUUID(), Clock.systemUTC(), System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, apiKey, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, apiKey, clock, nanoTime);
        }

        public Config withApiKey(String value) {
            return new Config(address, port, value, clock, nanoTime);
        }

        public Config withClock(Clock value) {
            return new Config(address, port, apiKey, value, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(address, port, apiKey, clock, value);
        }
    }

    private SendGridSimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        ledger = new MailLedger(requests);
        faults = new Faults(config.nanoTime());
        SendGridApi api = new SendGridApi(config.apiKey(), ledger, config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "sendgrid",
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/v3/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static SendGridSimulator start(Config config) {
        return new SendGridSimulator(config);
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public String baseUrl() {
        return "http://" + host();
    }

    /** {@code 127.0.0.1:port}: what sendgrid-java takes as host, after {@code new SendGrid(key, true)} has told it to speak plain HTTP. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return server.port();
    }

    /** Connections that are open at this moment, held ones included. */
    public int openConnections() {
        return server.openConnections();
    }

    public String apiKey() {
        return config.apiKey();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public MailLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        server.close();
    }
}
