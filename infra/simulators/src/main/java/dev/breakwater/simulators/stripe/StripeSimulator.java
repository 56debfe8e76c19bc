package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.admin.AdminApi;
import dev.breakwater.simulators.admin.FrontDoor;
import dev.breakwater.simulators.faults.FaultGate;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.SimulatorServer;
import dev.breakwater.simulators.ledger.RequestLog;
import dev.breakwater.simulators.stripe.Routes.Route;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A Stripe of one account on a port of its own. State lives in memory and ends with it. Thread-safe. */
public final class StripeSimulator implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Config config;
    private final Faults faults;
    private final StripeLedger ledger;
    private final Webhooks webhooks;
    private final SimulatorServer server;

    /**
     * What one Stripe is started with. The {@code with…} methods make changed copies.
     *
     * @param address to listen on, a host name or IP address
     * @param port to listen on, 0 for any free one
     * @param apiKey the secret key that callers must send, {@code sk_test_…}
     * @param webhookUrl where events are sent; null for nowhere
     * @param webhookSecret what they are signed with
     * @param clock of timestamps and of the life of idempotency keys
     * @param nanoTime of fault durations, a clock that never jumps
     */
    public record Config(
            String address,
            int port,
            String apiKey,
            @Nullable URI webhookUrl,
            String webhookSecret,
            Clock clock,
            LongSupplier nanoTime) {

        public Config {
            if (!apiKey.matches("sk_test_[A-Za-z0-9_]{8,200}")) {
                throw new IllegalArgumentException(
                        "the Stripe API key must be sk_test_ and 8 to 200 letters, digits or underscores");
            }
            if (webhookSecret.length() < 8) {
                throw new IllegalArgumentException("the webhook secret must have 8 characters at least");
            }
        }

        /** Any free port of the loopback interface, random secrets, no webhooks, the system's clocks. */
        public static Config random() {
            return new Config(
                    "127.0.0.1",
                    0,
                    Ids.next("sk_test_", 24),
                    null,
                    Ids.next("whsec_", 32),
                    Clock.systemUTC(),
                    System::nanoTime);
        }

        public Config withAddress(String value) {
            return new Config(value, port, apiKey, webhookUrl, webhookSecret, clock, nanoTime);
        }

        public Config withPort(int value) {
            return new Config(address, value, apiKey, webhookUrl, webhookSecret, clock, nanoTime);
        }

        public Config withApiKey(String value) {
            return new Config(address, port, value, webhookUrl, webhookSecret, clock, nanoTime);
        }

        public Config withWebhookUrl(@Nullable URI value) {
            return new Config(address, port, apiKey, value, webhookSecret, clock, nanoTime);
        }

        public Config withWebhookSecret(String value) {
            return new Config(address, port, apiKey, webhookUrl, value, clock, nanoTime);
        }

        public Config withClock(Clock value) {
            return new Config(address, port, apiKey, webhookUrl, webhookSecret, value, nanoTime);
        }

        public Config withNanoTime(LongSupplier value) {
            return new Config(address, port, apiKey, webhookUrl, webhookSecret, clock, value);
        }
    }

    private StripeSimulator(Config config) {
        this.config = config;
        Books books = new Books();
        RequestLog requests = new RequestLog();
        faults = new Faults(config.nanoTime(), CardNetworks.ALL);
        webhooks = new Webhooks(config.webhookUrl(), config.webhookSecret(), config.clock());
        ledger = new StripeLedger(books, requests, webhooks);
        StripeApi api = new StripeApi(
                new Credentials(config.apiKey()),
                books,
                routes(books, new Events(books, webhooks, config.clock()), config.clock()),
                new IdempotencyKeys(config.clock()));
        FaultGate gate = new FaultGate(faults, api, requests);
        AdminApi admin = new AdminApi(faults, ledger::json);
        server = SimulatorServer.start(
                "stripe", config.address(), config.port(), MAX_BODY_BYTES, new FrontDoor(admin, gate, api, "/v1/"));
    }

    /**
     * Starts one.
     *
     * @throws IllegalStateException if the port cannot be bound
     */
    public static StripeSimulator start(Config config) {
        return new StripeSimulator(config);
    }

    private static Routes routes(Books books, Events events, Clock clock) {
        Customers customers = new Customers(books, clock);
        PaymentIntents intents = new PaymentIntents(books, new Charging(books, events, clock), clock);
        Refunds refunds = new Refunds(books, events, clock);
        Lookups lookups = new Lookups(books);
        return new Routes(List.of(
                new Route("POST", "/v1/customers", customers::create),
                new Route("GET", "/v1/customers", customers::list),
                new Route("GET", "/v1/customers/{id}", customers::retrieve),
                new Route("POST", "/v1/payment_intents", intents::create),
                new Route("GET", "/v1/payment_intents", intents::list),
                new Route("GET", "/v1/payment_intents/{id}", intents::retrieve),
                new Route("POST", "/v1/payment_intents/{id}/confirm", intents::confirm),
                new Route("POST", "/v1/payment_intents/{id}/cancel", intents::cancel),
                new Route("POST", "/v1/refunds", refunds::create),
                new Route("GET", "/v1/refunds", refunds::list),
                new Route("GET", "/v1/refunds/{id}", refunds::retrieve),
                new Route("GET", "/v1/charges/{id}", lookups::charge),
                new Route("GET", "/v1/payment_methods/{id}", lookups::paymentMethod),
                new Route("GET", "/v1/events", events::list),
                new Route("GET", "/v1/events/{id}", events::retrieve)));
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end: what stripe-java takes as API base. */
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

    public String apiKey() {
        return config.apiKey();
    }

    public String webhookSecret() {
        return config.webhookSecret();
    }

    /** The switches, as {@code /_sim/faults} has them. */
    public Faults faults() {
        return faults;
    }

    /** The truth, as {@code /_sim/ledger} has it. */
    public StripeLedger ledger() {
        return ledger;
    }

    /** Ends everything at once: the port, held sockets, webhooks not yet delivered. */
    @Override
    public void close() {
        server.close();
        webhooks.close();
    }
}
