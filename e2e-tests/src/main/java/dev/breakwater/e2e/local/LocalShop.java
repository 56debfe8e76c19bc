package dev.breakwater.e2e.local;

import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunningShop;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.run.Victim;
import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.Repository;
import dev.breakwater.localstack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole system as processes of this machine, from the packaged jars. */
public final class LocalShop implements RunningShop {

    /** Two cores start no more than so many Java processes at once without each waiting for the others. */
    private static final int AT_ONCE = 3;

    private final Workspace workspace;
    private final Backing backing;
    private final Services services;
    private final Keys keys;
    private final int speed;
    private final Guards guards;

    private LocalShop(Workspace workspace, Backing backing, Services services, Keys keys, int speed, Guards guards) {
        this.workspace = workspace;
        this.backing = backing;
        this.services = services;
        this.keys = keys;
        this.speed = speed;
        this.guards = guards;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param name of the run; its files are in {@code target/stack}
     * @param speed 1 to 60, see {@code BREAKWATER_SPEED}
     * @param guards see {@code BREAKWATER_GUARDS}
     * @param environment that every service gets besides
     * @throws IOException if something does not start; nothing is left running then
     */
    public static LocalShop start(
            String name, int speed, Guards guards, Map<String, String> environment, Consumer<String> progress)
            throws IOException, InterruptedException {
        Workspace workspace = Workspace.create(Repository.root().resolve("target/stack"), name);
        workspace.onProgress(progress);
        try (Together together = new Together(AT_ONCE)) {
            Keys keys = Keys.make(workspace.folder());
            Backing backing = Backing.start(workspace, together);
            ApplicationRole.create(backing.database("payment-db"), keys.paymentDbPassword());
            Services services = new Services(workspace, backing, keys, speed, guards, environment);
            services.start(together);
            return new LocalShop(workspace, backing, services, keys, speed, guards);
        } catch (IllegalStateException | UncheckedIOException | SQLException e) {
            workspace.close();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | InterruptedException e) {
            workspace.close();
            throw e;
        }
    }

    @Override
    public Shop shop() {
        Map<String, URI> simulators = new LinkedHashMap<>();
        Services.SIMULATORS.forEach(name -> simulators.put(name, services.uri(name + "-simulator")));
        Map<String, Victim> processes = new LinkedHashMap<>();
        backing.processes().forEach(process -> processes.put(process.name(), victim(process)));
        services.processes().forEach((name, process) -> processes.put(name, victim(process)));
        return new Shop(
                services.uri("gateway"),
                simulators,
                services.actuators(),
                services.uri("payment-fallback-service"),
                keys.internalToken(),
                backing.databases(),
                processes,
                guards);
    }

    @Override
    public Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("gateway", services.uri("gateway").toString());
        services.actuators()
                .forEach((name, uri) ->
                        endpoints.put(name.equals("gateway") ? "gateway-management" : name, uri.toString()));
        endpoints.put(
                Services.CONFIG_SERVER, services.uri(Services.CONFIG_SERVER).toString());
        Stream.concat(Services.SIMULATORS.stream(), Services.ALERT_RECEIVERS.stream())
                .forEach(name -> endpoints.put(
                        name + "-simulator", services.uri(name + "-simulator").toString()));
        backing.databases().forEach((name, database) -> endpoints.put(name, database.jdbcUrl()));
        endpoints.put("redis", backing.redis().url());
        endpoints.put("memcached", backing.memcached().address());
        endpoints.put("kafka", backing.kafka().bootstrapServers());
        endpoints.put("sqs", backing.sqs().endpoint().toString());
        endpoints.put(
                "amqp", "amqp://" + backing.amqp().host() + ":" + backing.amqp().port());
        return endpoints;
    }

    /** {@return where everything writes what it logs, a file each} */
    public Path logs() {
        return workspace.log("gateway").resolveSibling("");
    }

    /**
     * Starts Prometheus and Alertmanager beside it, with the rules and routes of {@code monitoring/}.
     *
     * @param webhook where the incident commander's messages go
     */
    public LocalMonitoring monitor(URI webhook) throws IOException {
        Map<String, URI> scraped = new LinkedHashMap<>(services.actuators());
        scraped.put(Services.CONFIG_SERVER, services.uri(Services.CONFIG_SERVER));
        return LocalMonitoring.start(
                workspace,
                scraped,
                speed,
                new LocalMonitoring.Receivers(
                        services.uri("pagerduty-simulator"),
                        keys.pagerDutyRoutingKey(),
                        services.uri("slack-simulator").resolve(keys.slackWebhookPath()),
                        webhook));
    }

    private static Victim victim(ManagedProcess process) {
        return new Victim() {
            @Override
            public String name() {
                return process.name();
            }

            @Override
            public long pid() {
                return process.pid();
            }

            @Override
            public void kill() {
                process.kill();
            }

            @Override
            public void start() {
                process.start();
            }

            @Override
            public void suspend() {
                process.suspend();
            }

            @Override
            public void resume() {
                process.resume();
            }

            @Override
            public boolean isAlive() {
                return process.isAlive();
            }
        };
    }

    @Override
    public void close() {
        workspace.close();
    }
}
