package dev.breakwater.e2e.local;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Shop.Database;
import dev.breakwater.localstack.Repository;
import dev.breakwater.localstack.ServiceProcess;
import dev.breakwater.localstack.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The project's own processes and how they find one another. Ports are given out before any of them starts, since
 * several need each other's.
 */
final class Services {

    /** What is simulated, each on a port of its own, all in one process. */
    static final List<String> SIMULATORS = List.of(
            "stripe",
            "bank",
            "sendgrid",
            "twilio",
            "fedex",
            "ups",
            "warehouse-north",
            "warehouse-south",
            "warehouse-east");

    /** Whom alerts reach, in the same process. No scenario breaks them, and no book of the shop's is in them. */
    static final List<String> ALERT_RECEIVERS = List.of("pagerduty", "slack");

    /** The number that Twilio lets its test accounts send from. */
    private static final String TWILIO_FROM = "+15005550006";

    static final String CONFIG_SERVER = "config-server";

    private final Workspace workspace;
    private final Backing backing;
    private final Keys keys;
    private final int speed;
    private final Guards guards;
    private final Map<String, String> environment;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();

    Services(
            Workspace workspace,
            Backing backing,
            Keys keys,
            int speed,
            Guards guards,
            Map<String, String> environment) {
        this.workspace = workspace;
        this.backing = backing;
        this.keys = keys;
        this.speed = speed;
        this.guards = guards;
        this.environment = environment;
        SIMULATORS.forEach(name -> ports.put(name + "-simulator", workspace.freePort()));
        ALERT_RECEIVERS.forEach(name -> ports.put(name + "-simulator", workspace.freePort()));
        Shop.SERVICES.forEach(name -> ports.put(name, workspace.freePort()));
        ports.put("gateway-management", workspace.freePort());
        ports.put(CONFIG_SERVER, workspace.freePort());
        configServer();
        simulators();
        userService();
        warehouseService();
        inventoryService();
        paymentService();
        paymentFallbackService();
        orderService();
        notificationService();
        gateway();
    }

    /** Returns when all of them are ready. */
    void start(Together together) throws InterruptedException {
        List<Future<ServiceProcess>> starts = new ArrayList<>();
        for (ServiceProcess process : processes.values()) {
            starts.add(together.begin(() -> {
                process.start();
                return process;
            }));
        }
        for (var start : starts) {
            Together.end(start);
        }
    }

    Map<String, ServiceProcess> processes() {
        return processes;
    }

    URI uri(String name) {
        return URI.create("http://127.0.0.1:" + ports.get(name));
    }

    /** Where the breakers of each service are shown. */
    Map<String, URI> actuators() {
        Map<String, URI> actuators = new LinkedHashMap<>();
        Shop.SERVICES.forEach(name -> actuators.put(name, uri(name.equals("gateway") ? "gateway-management" : name)));
        return actuators;
    }

    private void simulators() {
        // beside the plain jar, which services test against
        Path jar = Repository.root().resolve("infra/simulators/target/simulators-exec.jar");
        ServiceProcess.Builder simulators = carriers(ServiceProcess.jar("simulators", jar))
                .env("SERVER_PORT", port("stripe-simulator"))
                .env("STRIPE_API_KEY", keys.stripeApiKey())
                .env("STRIPE_WEBHOOK_SECRET", keys.stripeWebhookSecret())
                .env("STRIPE_WEBHOOK_URL", uri("gateway").resolve("/webhooks/stripe"))
                .env("BANK_CLIENT_ID", keys.bankClientId())
                .env("BANK_CLIENT_SECRET", keys.bankClientSecret())
                .env("WAREHOUSE_API_KEY", keys.warehouseApiKey())
                .env("SENDGRID_API_KEY", keys.sendgridApiKey())
                .env("SENDGRID_WEBHOOK_URL", uri("gateway").resolve("/webhooks/sendgrid"))
                .env("SENDGRID_WEBHOOK_PRIVATE_KEY", keys.sendgridEvents().privateKey())
                .env("TWILIO_ACCOUNT_SID", keys.twilioAccountSid())
                .env("TWILIO_AUTH_TOKEN", keys.twilioAuthToken())
                .env("TWILIO_WEBHOOK_BASE", uri("gateway"))
                .env("PAGERDUTY_ROUTING_KEY", keys.pagerDutyRoutingKey())
                .env("SLACK_WEBHOOK_PATH", keys.slackWebhookPath());
        Stream.concat(SIMULATORS.stream(), ALERT_RECEIVERS.stream())
                .forEach(name -> simulators.env(
                        name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SIMULATOR_PORT",
                        port(name + "-simulator")));
        add(simulators);
    }

    private void userService() {
        add(database(service("user-service"), "user-db", "USER_DB")
                .env("USER_DB_REPLICA_URLS", String.join(",", replicas()))
                // a small shop: two cores bring no more requests than this to a database that hangs
                .env("USER_DB_POOL_SIZE", 4)
                .env("USER_DB_REPLICA_POOL_SIZE", 3)
                .env("REDIS_URL", backing.redis().url())
                .env("BREAKWATER_JWT_PRIVATE_KEY_LOCATION", keys.jwtPrivate()));
    }

    private List<String> replicas() {
        return Backing.USER_DB_REPLICAS.stream()
                .map(name -> backing.database(name).jdbcUrl())
                .toList();
    }

    private void inventoryService() {
        add(kafka(database(service("inventory-service"), "inventory-db", "INVENTORY_DB"))
                .env("WAREHOUSE_SERVICE_URL", uri("warehouse-service")));
    }

    private void warehouseService() {
        add(carriers(database(service("warehouse-service"), "warehouse-db", "WAREHOUSE_DB"))
                .env("WAREHOUSE_NORTH_URL", uri("warehouse-north-simulator"))
                .env("WAREHOUSE_SOUTH_URL", uri("warehouse-south-simulator"))
                .env("WAREHOUSE_EAST_URL", uri("warehouse-east-simulator"))
                .env("WAREHOUSE_API_KEY", keys.warehouseApiKey())
                .env("FEDEX_API_BASE", uri("fedex-simulator"))
                .env("UPS_API_BASE", uri("ups-simulator"))
                .env("BREAKWATER_QUOTE_KEY", keys.quoteKey()));
    }

    private ServiceProcess.Builder carriers(ServiceProcess.Builder service) {
        return service.env("FEDEX_CLIENT_ID", keys.fedexClientId())
                .env("FEDEX_CLIENT_SECRET", keys.fedexClientSecret())
                .env("UPS_CLIENT_ID", keys.upsClientId())
                .env("UPS_CLIENT_SECRET", keys.upsClientSecret());
    }

    private void paymentService() {
        // the owner of the tables migrates, the application may not change its own audit log
        add(kafka(database(service("payment-service"), "payment-db", "PAYMENT_DB_OWNER"))
                .env("PAYMENT_DB_URL", backing.database("payment-db").jdbcUrl())
                .env("PAYMENT_DB_USERNAME", ApplicationRole.NAME)
                .env("PAYMENT_DB_PASSWORD", keys.paymentDbPassword())
                .env("PAYMENT_ENCRYPTION_KEYS", "k1:" + keys.paymentEncryptionKey())
                .env("STRIPE_API_BASE", uri("stripe-simulator"))
                .env("STRIPE_API_KEY", keys.stripeApiKey())
                .env("STRIPE_WEBHOOK_SECRET", keys.stripeWebhookSecret())
                .env("BANK_API_BASE", uri("bank-simulator"))
                .env("BANK_CLIENT_ID", keys.bankClientId())
                .env("BANK_CLIENT_SECRET", keys.bankClientSecret())
                .env("PAYMENT_FALLBACK_SERVICE_URL", uri("payment-fallback-service")));
    }

    private void paymentFallbackService() {
        add(sqs(service("payment-fallback-service")).env("PAYMENT_SERVICE_URL", uri("payment-service")));
    }

    private void orderService() {
        add(amqp(kafka(database(service("order-service"), "order-db", "ORDER_DB")))
                .env(
                        "ORDER_DB_REPLICA_URL",
                        backing.database(Backing.ORDER_DB_REPLICA).jdbcUrl())
                .env("BREAKWATER_QUOTE_KEY", keys.quoteKey())
                .env("MEMCACHED_SERVERS", backing.memcached().address())
                .env("USER_SERVICE_URL", uri("user-service"))
                .env("PAYMENT_SERVICE_URL", uri("payment-service"))
                .env("PAYMENT_FALLBACK_SERVICE_URL", uri("payment-fallback-service"))
                .env("INVENTORY_SERVICE_URL", uri("inventory-service")));
    }

    private void notificationService() {
        add(sqs(amqp(database(service("notification-service"), "notification-db", "NOTIFICATION_DB")))
                .env("SENDGRID_API_BASE", uri("sendgrid-simulator"))
                .env("SENDGRID_API_KEY", keys.sendgridApiKey())
                .env("SENDGRID_WEBHOOK_PUBLIC_KEY", keys.sendgridEvents().publicKey())
                .env("TWILIO_API_BASE", uri("twilio-simulator"))
                .env("TWILIO_ACCOUNT_SID", keys.twilioAccountSid())
                .env("TWILIO_AUTH_TOKEN", keys.twilioAuthToken())
                .env("TWILIO_FROM", TWILIO_FROM)
                .env("PUBLIC_BASE_URL", uri("gateway")));
    }

    private void gateway() {
        ServiceProcess.Builder gateway = configured(common(jar("gateway", "gateway"), "gateway"))
                .env("MANAGEMENT_PORT", port("gateway-management"))
                .env("REDIS_URL", backing.redis().url());
        Shop.SERVICES.stream()
                .filter(name -> !name.equals("gateway"))
                .forEach(name -> gateway.env(name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL", uri(name)));
        add(gateway);
    }

    private void configServer() {
        add(common(jar(CONFIG_SERVER, "infra/" + CONFIG_SERVER), CONFIG_SERVER)
                .heap("96m")
                .env("CONFIG_REPO_FOLDER", Repository.root().resolve("infra/config-repo")));
    }

    private ServiceProcess.Builder database(ServiceProcess.Builder service, String name, String prefix) {
        Database database = backing.database(name);
        return service.env(prefix + "_URL", database.jdbcUrl())
                .env(prefix + "_USERNAME", database.username())
                .env(prefix + "_PASSWORD", database.password());
    }

    private ServiceProcess.Builder kafka(ServiceProcess.Builder service) {
        return service.env("KAFKA_BOOTSTRAP_SERVERS", backing.kafka().bootstrapServers());
    }

    private ServiceProcess.Builder sqs(ServiceProcess.Builder service) {
        return service.env("SQS_ENDPOINT", backing.sqs().endpoint())
                .env("SQS_REGION", "eu-west-1")
                .env("SQS_ACCESS_KEY", "local")
                .env("SQS_SECRET_KEY", "local");
    }

    private ServiceProcess.Builder amqp(ServiceProcess.Builder service) {
        return service.env("RABBITMQ_HOST", backing.amqp().host())
                .env("RABBITMQ_PORT", backing.amqp().port())
                .env("RABBITMQ_USERNAME", backing.amqp().username())
                .env("RABBITMQ_PASSWORD", backing.amqp().password());
    }

    private ServiceProcess.Builder service(String name) {
        return configured(common(jar(name, "services/" + name), name));
    }

    private ServiceProcess.Builder configured(ServiceProcess.Builder service) {
        return service.env("CONFIG_SERVER_URL", uri(CONFIG_SERVER))
                .env("CONFIG_CACHE_DIRECTORY", workspace.folder().resolve("last-known-policies"));
    }

    private ServiceProcess.Builder common(ServiceProcess.Builder service, String name) {
        environment.forEach(service::env);
        return service.env("SERVER_PORT", port(name))
                .env("BREAKWATER_SPEED", speed)
                .env("BREAKWATER_GUARDS", guards.label())
                .env("BREAKWATER_JWT_PUBLIC_KEY_LOCATION", keys.jwtPublic())
                .env("BREAKWATER_INTERNAL_TOKEN", keys.internalToken());
    }

    private static ServiceProcess.Builder jar(String name, String module) {
        Path jar = Repository.root().resolve(module).resolve("target").resolve(name + ".jar");
        return ServiceProcess.jar(name, jar);
    }

    private void add(ServiceProcess.Builder service) {
        ServiceProcess process = service.in(workspace);
        processes.put(process.name(), process);
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }
}
