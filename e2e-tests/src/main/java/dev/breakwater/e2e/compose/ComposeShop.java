package dev.breakwater.e2e.compose;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunningShop;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Shop.Database;
import dev.breakwater.e2e.run.Victim;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The system that {@code docker compose up} brought up from this repository, through the ports it has on this machine. */
public final class ComposeShop implements RunningShop {

    /** What compose calls otherwise than the catalogue of faults does. */
    private static final Map<String, String> OTHER_NAMES = Map.of("amqp", "rabbitmq");

    private static final String SHARED = "container:";

    private final Shop shop;

    private ComposeShop(Shop shop) {
        this.shop = shop;
    }

    /**
     * Finds it.
     *
     * @param speed what it must have been started with, as {@code BREAKWATER_SPEED}
     * @param cut what hangs is cut off from the network instead of paused
     * @throws IOException if it is not up, or at another speed
     */
    public static ComposeShop find(Path repository, int speed, boolean cut) throws IOException, InterruptedException {
        Docker docker = new Docker();
        String project = System.getenv().getOrDefault("COMPOSE_PROJECT_NAME", "breakwater");
        Map<String, String> containers = containers(docker, project);
        String gateway = containers.get("gateway");
        if (gateway == null) {
            throw new IOException("no containers of the project " + project + " are up; docker compose up starts them");
        }
        String environment = docker.run("inspect", "--format", "{{range .Config.Env}}{{println .}}{{end}}", gateway);
        String started = settings(environment).getOrDefault("BREAKWATER_SPEED", "1");
        if (!started.equals(Integer.toString(speed))) {
            throw new IOException("the containers run at speed " + started + ": say --speed " + started
                    + ", or start them with BREAKWATER_SPEED=" + speed);
        }
        Map<String, Victim> victims = new LinkedHashMap<>();
        for (Map.Entry<String, String> container : containers.entrySet()) {
            String service = container.getKey();
            String id = container.getValue();
            victims.put(
                    nameOf(service),
                    new Container(docker, service, id, networkHolder(docker, id), project + "_default", cut));
        }
        Path secrets = repository.resolve("infra/compose/.secrets/env");
        return new ComposeShop(shop(settings(Files.readString(secrets)), victims));
    }

    /** The container in whose network it lives: order-service and its Envoy share one. */
    private static String networkHolder(Docker docker, String id) throws IOException, InterruptedException {
        String mode = docker.run("inspect", "--format", "{{.HostConfig.NetworkMode}}", id);
        return mode.startsWith(SHARED) ? mode.substring(SHARED.length()) : id;
    }

    private static Map<String, String> containers(Docker docker, String project)
            throws IOException, InterruptedException {
        Map<String, String> containers = new LinkedHashMap<>();
        String list = docker.run(
                "ps",
                "--filter",
                "label=com.docker.compose.project=" + project,
                "--format",
                "{{.Label \"com.docker.compose.service\"}} {{.ID}}");
        list.lines().filter(line -> line.contains(" ")).forEach(line -> {
            int space = line.indexOf(' ');
            containers.put(line.substring(0, space), line.substring(space + 1));
        });
        return containers;
    }

    private static String nameOf(String service) {
        return OTHER_NAMES.entrySet().stream()
                .filter(other -> other.getValue().equals(service))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(service);
    }

    private static Shop shop(Map<String, String> secrets, Map<String, Victim> victims) throws IOException {
        return new Shop(
                local(8080),
                Map.of(
                        "stripe", local(9100),
                        "sendgrid", local(9101),
                        "bank", local(9102),
                        "twilio", local(9103),
                        "fedex", local(9104),
                        "ups", local(9105),
                        "warehouse-north", local(9106),
                        "warehouse-south", local(9107),
                        "warehouse-east", local(9108)),
                actuators(),
                local(8084),
                secret(secrets, "BREAKWATER_INTERNAL_TOKEN"),
                databases(secrets),
                victims,
                Guards.ALL);
    }

    private static Map<String, URI> actuators() {
        Map<String, URI> actuators = new LinkedHashMap<>();
        actuators.put("gateway", local(9080));
        actuators.put("user-service", local(8081));
        actuators.put("order-service", local(8082));
        actuators.put("payment-service", local(8083));
        actuators.put("payment-fallback-service", local(8084));
        actuators.put("inventory-service", local(8086));
        actuators.put("warehouse-service", local(8088));
        actuators.put("notification-service", local(8087));
        return actuators;
    }

    private static Map<String, Database> databases(Map<String, String> secrets) throws IOException {
        Map<String, Database> databases = new LinkedHashMap<>();
        databases.put("user-db", postgres(15431, "users", secret(secrets, "USER_DB_PASSWORD")));
        databases.put("payment-db", postgres(15432, "payments", secret(secrets, "PAYMENT_DB_OWNER_PASSWORD")));
        databases.put("inventory-db", postgres(15433, "inventory", secret(secrets, "INVENTORY_DB_PASSWORD")));
        databases.put("warehouse-db", postgres(15434, "warehouse", secret(secrets, "WAREHOUSE_DB_PASSWORD")));
        databases.put("notification-db", postgres(15435, "notifications", secret(secrets, "NOTIFICATION_DB_PASSWORD")));
        databases.put(
                "order-db",
                new Database(
                        "jdbc:mysql://127.0.0.1:13306/orders?allowPublicKeyRetrieval=true",
                        "breakwater",
                        secret(secrets, "ORDER_DB_PASSWORD")));
        return databases;
    }

    private static Database postgres(int port, String name, String password) {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, "breakwater", password);
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String secret(Map<String, String> secrets, String name) throws IOException {
        String secret = secrets.get(name);
        if (secret == null) {
            throw new IOException(name + " is missing among what infra/compose/secrets made");
        }
        return secret;
    }

    private static Map<String, String> settings(String lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        lines.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return settings;
    }

    @Override
    public Shop shop() {
        return shop;
    }

    @Override
    public Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        shop.breakers().forEach((name, uri) -> endpoints.put(name, uri.toString()));
        endpoints.put("gateway-management", String.valueOf(shop.breakers().get("gateway")));
        endpoints.put("gateway", shop.gateway().toString());
        shop.simulators().forEach((name, uri) -> endpoints.put(name + "-simulator", uri.toString()));
        shop.databases().forEach((name, database) -> endpoints.put(name, database.jdbcUrl()));
        return endpoints;
    }

    /** Leaves it as it is: who brought it up takes it down. */
    @Override
    public void close() {}
}
