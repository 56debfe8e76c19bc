package dev.breakwater.simulators.sendgrid;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A SendGrid of one account on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class SendGridSimulator implements AutoCloseable {

    /** The original takes 30 MB; this one runs in a small heap and sends no attachments. */
    private static final int MAX_BODY_BYTES = 2 << 20;

    private final Config config;
    private final Faults faults;
    private final DeliveryEvents events;
    private final MailLedger ledger;
    private final SimulatorServer server;

    /**
     * What one SendGrid is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param apiKey that callers must send as bearer token, 8 characters at least
     * @param webhookUrl where delivery events are posted; null for nowhere
     * @param eventKey what they are signed with
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(
            String address,
            int port,
            String apiKey,
            @Nullable URI webhookUrl,
            EventKey eventKey,
            Clock clock,
            LongSupplier nanoTime) {

        public Config {
            if (apiKey.length() < 8) {
                throw new IllegalArgumentException("the SendGrid API key must have 8 characters at least");
            }
        }

        /** Any free port of the loopback interface, random keys, no delivery events, the system's clocks. */
        public static Config random() {
            return new Config(
                    "127.0.0.1",
                    0,
                    "SG." + UUID.randomUUID(),
                    null,
                    EventKey.random(),
                    Clock.systemUTC(),
                    System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, apiKey, webhookUrl, eventKey, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, apiKey, webhookUrl, eventKey, clock, nanoTime);
        }

        public Config withApiKey(String value) {
            return new Config(address, port, value, webhookUrl, eventKey, clock, nanoTime);
        }

        public Config withWebhookUrl(@Nullable URI value) {
            return new Config(address, port, apiKey, value, eventKey, clock, nanoTime);
        }

        public Config withEventKey(EventKey value) {
            return new Config(address, port, apiKey, webhookUrl, value, clock, nanoTime);
        }

        public Config withClock(Clock value) {
            return new Config(address, port, apiKey, webhookUrl, eventKey, value, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(address, port, apiKey, webhookUrl, eventKey, clock, value);
        }
    }

    private SendGridSimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        events = new DeliveryEvents(config.webhookUrl(), config.eventKey(), config.clock());
        ledger = new MailLedger(requests, events);
        faults = new Faults(config.nanoTime());
        SendGridApi api = new SendGridApi(config.apiKey(), ledger, events, config.clock());
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

    /** What verifies the delivery events; null if the private key came from outside. */
    public @Nullable String webhookPublicKey() {
        return config.eventKey().publicKey();
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
        events.close();
    }
}
