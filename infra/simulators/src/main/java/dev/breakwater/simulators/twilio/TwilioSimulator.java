package dev.breakwater.simulators.twilio;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import dev.breakwater.simulators.webhooks.WebhookSender;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A Twilio of one account and one number on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class TwilioSimulator implements AutoCloseable {

    /** Twilio's own test number: the only one that this account sends from. */
    public static final String FROM = "+15005550006";

    private static final int MAX_BODY_BYTES = 1 << 16;

    private final Config config;
    private final Faults faults;
    private final WebhookSender callbacks;
    private final TextLedger ledger;
    private final SimulatorServer server;

    /**
     * What one Twilio is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param accountSid {@code AC} and 32 hexadecimal digits
     * @param authToken that callers must send and callbacks are signed with, 8 characters at least
     * @param webhookBase scheme, host and port that status callbacks really go to, while they are signed for the URL that was asked for; null
     *     for that URL's own
     * @param step time from queued to sent, and from sent to delivered
     * @param clock of timestamps
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(
            String address,
            int port,
            String accountSid,
            String authToken,
            @Nullable URI webhookBase,
            Duration step,
            Clock clock,
            LongSupplier nanoTime) {

        public Config {
            if (!accountSid.matches("AC[0-9a-f]{32}")) {
                throw new IllegalArgumentException("the Twilio account SID must be AC and 32 hexadecimal digits");
            }
            if (authToken.length() < 8) {
                throw new IllegalArgumentException("the Twilio auth token must have 8 characters at least");
            }
        }

        /** Any free port of the loopback interface, random secrets, the system's clocks, 100 ms a step. */
        public static Config random() {
            return new Config(
                    "127.0.0.1",
                    0,
                    "AC" + UUID.randomUUID().toString().replace("-", ""),
                    UUID.randomUUID().toString().replace("-", ""),
                    null,
                    Duration.ofMillis(100),
                    Clock.systemUTC(),
                    System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, accountSid, authToken, webhookBase, step, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, accountSid, authToken, webhookBase, step, clock, nanoTime);
        }

        public Config withAccount(String sid, String token) {
            return new Config(address, port, sid, token, webhookBase, step, clock, nanoTime);
        }

        public Config withWebhookBase(@Nullable URI value) {
            return new Config(address, port, accountSid, authToken, value, step, clock, nanoTime);
        }

        public Config withStep(Duration value) {
            return new Config(address, port, accountSid, authToken, webhookBase, value, clock, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(address, port, accountSid, authToken, webhookBase, step, clock, value);
        }
    }

    private TwilioSimulator(Config config) {
        this.config = config;
        RequestLog requests = new RequestLog();
        callbacks = new WebhookSender("twilio");
        ledger = new TextLedger(requests, callbacks);
        faults = new Faults(config.nanoTime());
        Carrier carrier = new Carrier(
                ledger,
                callbacks,
                new CallbackSignature(config.authToken()),
                config.accountSid(),
                config.webhookBase(),
                config.step());
        TwilioApi api = new TwilioApi(config.accountSid(), config.authToken(), FROM, ledger, carrier, config.clock());
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "twilio",
                config.address(),
                config.port(),
                MAX_BODY_BYTES,
                new FrontDoor(admin, new FaultGate(faults, api, requests), api, "/2010-04-01/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static TwilioSimulator start(Config config) {
        return new TwilioSimulator(config);
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

    public String accountSid() {
        return config.accountSid();
    }

    public String authToken() {
        return config.authToken();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public TextLedger ledger() {
        return ledger;
    }

    /** Ends everything at once: the port, held sockets, callbacks not yet delivered. */
    @Override
    public void close() {
        server.close();
        callbacks.close();
    }
}
