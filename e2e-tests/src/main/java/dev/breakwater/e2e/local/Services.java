package dev.breakwater.e2e.local;

import dev.breakwater.localstack.Repository;
import dev.breakwater.localstack.ServiceProcess;
import dev.breakwater.localstack.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * The project's own processes and how they find one another. Ports are given out before any of them starts, since
 * several need each other's.
 */
final class Services {

    private final Workspace workspace;
    private final Backing backing;
    private final Keys keys;
    private final int speed;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();

    Services(Workspace workspace, Backing backing, Keys keys, int speed) {
        this.workspace = workspace;
        this.backing = backing;
        this.keys = keys;
        this.speed = speed;
        for (String name : List.of(
                "stripe-simulator",
                "sendgrid-simulator",
                "gateway",
                "gateway-management",
                "user-service",
                "order-service",
                "payment-service",
                "payment-fallback-service",
                "inventory-service",
                "notification-service")) {
            ports.put(name, workspace.freePort());
        }
        simulators();
        userService();
        inventoryService();
        paymentService();
        paymentFallbackService();
        orderService();
        notificationService();
        gateway();
    }

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

    private void simulators() {
        // beside the plain jar, which services test against
        Path jar = Repository.root().resolve("infra/simulators/target/simulators-exec.jar");
        add(ServiceProcess.jar("simulators", jar)
                .env("SERVER_PORT", port("stripe-simulator"))
                .env("STRIPE_SIMULATOR_PORT", port("stripe-simulator"))
                .env("SENDGRID_SIMULATOR_PORT", port("sendgrid-simulator"))
                .env("STRIPE_API_KEY", keys.stripeApiKey())
                .env("STRIPE_WEBHOOK_SECRET", keys.stripeWebhookSecret())
                .env("STRIPE_WEBHOOK_URL", uri("gateway").resolve("/webhooks/stripe"))
                .env("SENDGRID_API_KEY", keys.sendgridApiKey()));
    }

    private void userService() {
        add(service("user-service")
                .env("USER_DB_URL", backing.users().jdbcUrl("users"))
                .env("USER_DB_USERNAME", backing.users().username())
                .env("USER_DB_PASSWORD", backing.users().password())
                .env("REDIS_URL", backing.redis().url())
                .env("BREAKWATER_JWT_PRIVATE_KEY_LOCATION", keys.jwtPrivate()));
    }

    private void inventoryService() {
        add(service("inventory-service")
                .env("INVENTORY_DB_URL", backing.inventory().jdbcUrl("inventory"))
                .env("INVENTORY_DB_USERNAME", backing.inventory().username())
                .env("INVENTORY_DB_PASSWORD", backing.inventory().password())
                .env("KAFKA_BOOTSTRAP_SERVERS", backing.kafka().bootstrapServers()));
    }

    private void paymentService() {
        add(service("payment-service")
                .env("PAYMENT_DB_URL", backing.payments().jdbcUrl("payments"))
                .env("PAYMENT_DB_USERNAME", backing.payments().username())
                .env("PAYMENT_DB_PASSWORD", backing.payments().password())
                .env("STRIPE_API_BASE", uri("stripe-simulator"))
                .env("STRIPE_API_KEY", keys.stripeApiKey())
                .env("STRIPE_WEBHOOK_SECRET", keys.stripeWebhookSecret())
                .env("PAYMENT_FALLBACK_SERVICE_URL", uri("payment-fallback-service"))
                .env("KAFKA_BOOTSTRAP_SERVERS", backing.kafka().bootstrapServers()));
    }

    private void paymentFallbackService() {
        add(service("payment-fallback-service")
                .env("SQS_ENDPOINT", backing.sqs().endpoint())
                .env("SQS_REGION", "eu-west-1")
                .env("SQS_ACCESS_KEY", "local")
                .env("SQS_SECRET_KEY", "local")
                .env("PAYMENT_SERVICE_URL", uri("payment-service")));
    }

    private void orderService() {
        add(amqp(service("order-service"))
                .env("ORDER_DB_URL", backing.orders().jdbcUrl("orders"))
                .env("ORDER_DB_USERNAME", backing.orders().username())
                .env("ORDER_DB_PASSWORD", backing.orders().password())
                .env("USER_SERVICE_URL", uri("user-service"))
                .env("PAYMENT_SERVICE_URL", uri("payment-service"))
                .env("PAYMENT_FALLBACK_SERVICE_URL", uri("payment-fallback-service"))
                .env("INVENTORY_SERVICE_URL", uri("inventory-service"))
                .env("KAFKA_BOOTSTRAP_SERVERS", backing.kafka().bootstrapServers()));
    }

    private void notificationService() {
        add(amqp(service("notification-service"))
                .env("SENDGRID_API_BASE", uri("sendgrid-simulator"))
                .env("SENDGRID_API_KEY", keys.sendgridApiKey()));
    }

    private void gateway() {
        add(common(jar("gateway", "gateway"), "gateway")
                .env("MANAGEMENT_PORT", port("gateway-management"))
                .env("USER_SERVICE_URL", uri("user-service"))
                .env("ORDER_SERVICE_URL", uri("order-service"))
                .env("PAYMENT_SERVICE_URL", uri("payment-service")));
    }

    private ServiceProcess.Builder amqp(ServiceProcess.Builder service) {
        return service.env("RABBITMQ_HOST", backing.amqp().host())
                .env("RABBITMQ_PORT", backing.amqp().port())
                .env("RABBITMQ_USERNAME", backing.amqp().username())
                .env("RABBITMQ_PASSWORD", backing.amqp().password());
    }

    private ServiceProcess.Builder service(String name) {
        return common(jar(name, "services/" + name), name);
    }

    private ServiceProcess.Builder common(ServiceProcess.Builder service, String name) {
        return service.env("SERVER_PORT", port(name))
                .env("BREAKWATER_SPEED", speed)
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
