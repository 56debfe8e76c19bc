package dev.breakwater.e2e.faults;

import static dev.breakwater.e2e.load.Route.ORDER;
import static dev.breakwater.e2e.load.Route.ORDER_LIST;
import static dev.breakwater.e2e.load.Route.PRODUCTS;
import static dev.breakwater.e2e.load.Route.PROFILE;
import static dev.breakwater.e2e.load.Route.QUOTE;
import static dev.breakwater.e2e.load.Route.REGISTRATION;

import dev.breakwater.e2e.faults.Fault.Crash;
import dev.breakwater.e2e.faults.Fault.Hang;
import dev.breakwater.e2e.faults.Fault.Kind;
import dev.breakwater.e2e.faults.Fault.Switched;
import dev.breakwater.e2e.load.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every fault there is, from two tables: the simulators, each with all switches of {@link Kind}, and the processes, each
 * of which can crash or hang. A test holds it against the running system, so that none is missing and none invented.
 */
public final class Catalogue {

    /** Its faults have no prefix: they were there first. */
    static final String STRIPE = "stripe";

    private static final List<String> WAREHOUSES = List.of("north", "south", "east");
    private static final List<String> CACHES_AND_BROKERS = List.of("redis", "memcached", "kafka", "sqs", "amqp");

    private static final List<Fault> ALL = all();

    private Catalogue() {}

    public static List<Fault> faults() {
        return ALL;
    }

    public static Optional<Fault> named(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    /** The fault of that name, which there must be. */
    public static Fault fault(String name) {
        return named(name).orElseThrow(() -> new IllegalArgumentException("there is no fault " + name));
    }

    /** All that can befall one simulator or process. */
    public static List<Fault> of(String target) {
        return ALL.stream().filter(fault -> fault.target().equals(target)).toList();
    }

    /** What no request may fail for when it crashes. */
    static List<Fault> cachesAndBrokers() {
        return CACHES_AND_BROKERS.stream().map(name -> fault(name + "/crash")).toList();
    }

    private static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        simulators(all);
        processes(all);
        return List.copyOf(all);
    }

    private static void simulators(List<Fault> all) {
        simulator(
                all,
                STRIPE,
                "Stripe",
                Duration.ofSeconds(4),
                Owed.nothing().opensOnce("payment-service", "stripe").queueing().within(Duration.ofSeconds(5)));
        // asked only while Stripe is away, and for debit cards alone: its breaker may stay half-open when nobody asks
        simulator(
                all,
                "bank",
                "the bank",
                Duration.ofMillis(3_500),
                Owed.nothing().within(Duration.ofSeconds(4)));
        messageProviders(all);
        for (String warehouse : WAREHOUSES) {
            simulator(
                    all,
                    "warehouse-" + warehouse,
                    "the warehouse in the " + warehouse,
                    Duration.ofMillis(1_700),
                    Owed.nothing()
                            .mayOpen("inventory-service", "warehouse-" + warehouse)
                            .mayOpen("warehouse-service", "warehouse-" + warehouse)
                            .touching(ORDER));
        }
        // a customer's deadline ends sooner than a carrier's own time limit of 15 s
        for (String carrier : List.of("fedex", "ups")) {
            simulator(
                    all,
                    carrier,
                    carrier.equals("fedex") ? "FedEx" : "UPS",
                    Duration.ofMillis(10_500),
                    // once the other carrier answers, nobody may ask this one, and it stays half-open until then
                    Owed.nothing().touching(QUOTE).within(Duration.ofSeconds(9)));
        }
    }

    private static void messageProviders(List<Fault> all) {
        simulator(
                all,
                "sendgrid",
                "SendGrid",
                Duration.ofMillis(8_500),
                Owed.nothing().opens("notification-service", "sendgrid").within(Duration.ofSeconds(10)));
        simulator(
                all,
                "twilio",
                "Twilio",
                Duration.ofMillis(6_500),
                Owed.nothing().mayOpen("notification-service", "twilio").within(Duration.ofSeconds(8)));
    }

    private static void processes(List<Fault> all) {
        cachesAndBrokers(all);
        databases(all);
        services(all);
        // Its ledgers are in its memory, so it may hang and not crash.
        all.add(hang(
                "simulators",
                "every provider",
                Owed.nothing()
                        .opens("payment-service", "stripe")
                        .mayOpen("notification-service", "sendgrid")
                        .queueing()
                        .within(Duration.ofSeconds(10))));
    }

    /**
     * The rule for all of these: stopped one at a time, no request fails. Whether a breaker opens depends on how long it lasts: a
     * relay that fails waits longer each time, so ten calls take a while.
     */
    private static void cachesAndBrokers(List<Fault> all) {
        cache(all, "redis", "Redis", Owed.nothing().mayOpen("user-service", "redis"));
        cache(all, "memcached", "Memcached", Owed.nothing());
        process(all, "kafka", "Kafka", Owed.nothing().mayOpen("order-service", "kafka"));
        process(all, "sqs", "the SQS server", Owed.nothing().mayOpen("payment-fallback-service", "sqs"));
        process(all, "amqp", "the AMQP broker", Owed.nothing().mayOpen("order-service", "rabbitmq"));
    }

    private static void databases(List<Fault> all) {
        process(
                all,
                "user-db",
                "the user database",
                // its replicas answer reads, and few customers write
                Owed.nothing()
                        .mayOpen("user-service", "user-db")
                        .touching(PROFILE)
                        .excusing(REGISTRATION));
        for (String replica : List.of("user-db-replica-1", "user-db-replica-2", "user-db-replica-3")) {
            process(all, replica, "a replica of the user database", Owed.nothing());
        }
        process(all, "order-db-replica", "the replica of the order database", Owed.nothing());
        process(
                all,
                "order-db",
                "the order database",
                Owed.nothing().opens("order-service", "order-db").queueing().touching(ORDER_LIST, PRODUCTS));
        process(
                all,
                "payment-db",
                "the payment database",
                Owed.nothing().opens("payment-service", "payment-db").queueing());
        process(
                all,
                "inventory-db",
                "the inventory database",
                Owed.nothing().opens("inventory-service", "inventory-db").touching(ORDER));
        process(
                all,
                "warehouse-db",
                "the warehouse database",
                Owed.nothing().mayOpen("warehouse-service", "warehouse-db").touching(QUOTE));
        process(
                all,
                "notification-db",
                "the notification database",
                Owed.nothing().mayOpen("notification-service", "notification-db"));
    }

    private static void services(List<Fault> all) {
        process(
                all,
                "gateway",
                "the gateway",
                Owed.nothing().excusing(Route.values()).withoutAnswer());
        process(all, "user-service", "user-service", Owed.nothing().excusing(PROFILE, REGISTRATION));
        process(all, "order-service", "order-service", Owed.nothing().excusing(ORDER, ORDER_LIST, PRODUCTS));
        process(
                all,
                "payment-service",
                "payment-service",
                Owed.nothing()
                        .opens("order-service", "payment-service")
                        .queueing()
                        .within(Duration.ofSeconds(5)));
        process(
                all,
                "payment-fallback-service",
                "payment-fallback-service",
                Owed.nothing().mayOpen("order-service", "payment-fallback-service"));
        process(
                all,
                "inventory-service",
                "inventory-service",
                Owed.nothing().opens("order-service", "inventory-service").touching(ORDER));
        process(
                all,
                "warehouse-service",
                "warehouse-service",
                warehouses(Owed.nothing()).excusing(QUOTE));
        process(all, "notification-service", "notification-service", Owed.nothing());
        // asked now and then: fifteen questions in a row, which would open a breaker, take longer than most outages
        process(all, "config-server", "config-server", Owed.nothing().mayOpenEverywhere("config-server"));
    }

    /** Who asks the warehouses notices when nobody can be asked. */
    private static Owed warehouses(Owed owed) {
        Owed all = owed.touching(ORDER);
        for (String warehouse : WAREHOUSES) {
            all = all.mayOpen("inventory-service", "warehouse-" + warehouse);
        }
        return all;
    }

    private static void simulator(List<Fault> all, String name, String subject, Duration delay, Owed owed) {
        for (Kind kind : Kind.values()) {
            String fault = name.equals(STRIPE) ? kind.label() : name + "/" + kind.label();
            Owed due = kind == Kind.FLAPPING ? owed.again() : owed;
            all.add(new Fault(
                    fault, name, subject, new Switched(kind, delay), kind.isQuick() ? due.within(Duration.ZERO) : due));
        }
    }

    private static void process(List<Fault> all, String name, String subject, Owed owed) {
        all.add(new Fault(name + "/crash", name, subject, new Crash(), owed));
        all.add(hang(name, subject, owed));
    }

    /** Nobody waits for one that does not listen, as clients of a broker do for that to be back. */
    private static void cache(List<Fault> all, String name, String subject, Owed owed) {
        all.add(new Fault(name + "/crash", name, subject, new Crash(), owed.within(Duration.ZERO)));
        all.add(hang(name, subject, owed));
    }

    private static Fault hang(String name, String subject, Owed owed) {
        return new Fault(name + "/hang", name, subject, new Hang(), owed);
    }
}
