package dev.breakwater.simulators.bank;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** An acquiring bank with one merchant, on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class BankSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 1 << 16;

    private final Config config;
    private final Faults faults;
    private final BankLedger ledger;
    private final Tokens tokens;
    private final SimulatorServer server;

    /**
     * What one bank is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param clientId of the merchant, 4 characters at least, no colon
     * @param clientSecret of the merchant, 8 characters at least
     * @param tokenLifetime how long an access token is good; at least 1 s
     * @param clock of timestamps, of tokens and of the life of idempotency keys
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(
            String address,
            int port,
            String clientId,
            String clientSecret,
            Duration tokenLifetime,
            Clock clock,
            LongSupplier nanoTime) {

        public Config {
            if (clientId.length() < 4 || clientId.contains(":")) {
                throw new IllegalArgumentException("the bank's client id must have 4 characters at least and no colon");
            }
            if (clientSecret.length() < 8) {
                throw new IllegalArgumentException("the bank's client secret must have 8 characters at least");
            }
            if (tokenLifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("an access token must be good for 1 s at least");
            }
        }

        /** Any free port of the loopback interface, random credentials, tokens good for an hour, the system's clocks. */
        public static Config random() {
            return new Config(
                    "127.0.0.1",
                    0,
                    "merchant-" + UUID.randomUUID(),
                    UUID.randomUUID().toString(),
                    Duration.ofHours(1),
                    Clock.systemUTC(),
                    System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, clientId, clientSecret, tokenLifetime, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, clientId, clientSecret, tokenLifetime, clock, nanoTime);
        }

        public Config withClient(String id, String secret) {
            return new Config(address, port, id, secret, tokenLifetime, clock, nanoTime);
        }

        public Config withTokenLifetime(Duration value) {
            return new Config(address, port, clientId, clientSecret, value, clock, nanoTime);
        }

        public Config withClock(Clock value) {
            return new Config(address, port, clientId, clientSecret, tokenLifetime, value, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(address, port, clientId, clientSecret, tokenLifetime, clock, value);
        }
    }

    private BankSimulator(Config config) {
        this.config = config;
        Books books = new Books();
        RequestLog requests = new RequestLog();
        faults = new Faults(config.nanoTime(), Card.NETWORKS);
        ledger = new BankLedger(books, requests);
        tokens = new Tokens(config.clientId(), config.clientSecret(), config.tokenLifetime(), config.clock());
        BankApi api = new BankApi(tokens, books, new IdempotencyKeys(config.clock()), config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        // Faults strike the token call as well: a bank that is away gives out no tokens either.
        server = SimulatorServer.start(
                "bank",
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
    public static BankSimulator start(Config config) {
        return new BankSimulator(config);
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

    /** Every access token is void from now on, as after a rotation at the bank. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public BankLedger ledger() {
        return ledger;
    }

    /** Ends everything at once: the port and held sockets. */
    @Override
    public void close() {
        server.close();
    }
}
