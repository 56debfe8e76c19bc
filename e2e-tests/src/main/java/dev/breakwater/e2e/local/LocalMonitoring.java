package dev.breakwater.e2e.local;

import dev.breakwater.localstack.MonitoringServer;
import dev.breakwater.localstack.Repository;
import dev.breakwater.localstack.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prometheus and Alertmanager beside the local system, with the committed rules and routes at the speed of the system. */
public final class LocalMonitoring implements AutoCloseable {

    /** How to get what is missing. */
    public static final String NEEDED = "apt-get install prometheus prometheus-alertmanager";

    private static final String SECRETS = "/etc/alertmanager/secrets/";
    private static final long SCRAPE_MILLIS = 15_000;

    private final MonitoringServer alertmanager;
    private final MonitoringServer prometheus;

    private LocalMonitoring(MonitoringServer alertmanager, MonitoringServer prometheus) {
        this.alertmanager = alertmanager;
        this.prometheus = prometheus;
    }

    /**
     * Whom alerts go to.
     *
     * @param pagerDuty base URL of the events API
     * @param slack the webhook's whole URL, its secret included
     * @param webhook of the incident commander
     */
    record Receivers(URI pagerDuty, String pagerDutyRoutingKey, URI slack, URI webhook) {

        @Override
        public String toString() {
            return "receivers of alerts";
        }
    }

    /** Whether this machine has both. */
    public static boolean isInstalled() {
        return MonitoringServer.areInstalled();
    }

    static LocalMonitoring start(Workspace workspace, Map<String, URI> scraped, int speed, Receivers receivers)
            throws IOException {
        Path committed = Repository.root().resolve("monitoring");
        Path folder = workspace.folder("monitoring");
        MonitoringServer alertmanager = MonitoringServer.alertmanager(
                workspace, "alertmanager", routes(committed.resolve("alertmanager"), folder, speed, receivers));
        for (Path rules : rules(committed)) {
            Files.writeString(
                    folder.resolve(rules.getFileName()), MonitoringFiles.rules(Files.readString(rules), speed));
        }
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"), configuration(folder, scraped, speed, alertmanager.baseUrl()));
        return new LocalMonitoring(alertmanager, MonitoringServer.prometheus(workspace, "prometheus", configuration));
    }

    public URI prometheus() {
        return prometheus.baseUrl();
    }

    private static List<Path> rules(Path committed) throws IOException {
        try (Stream<Path> rules = Files.list(committed.resolve("prometheus").resolve("rules"))) {
            return rules.toList();
        }
    }

    private static Path routes(Path committed, Path folder, int speed, Receivers receivers) throws IOException {
        secret(folder.resolve("slack-webhook-url"), receivers.slack().toString());
        secret(folder.resolve("pagerduty-routing-key"), receivers.pagerDutyRoutingKey());
        String routes = MonitoringFiles.routes(Files.readString(committed.resolve("alertmanager.yml")), speed)
                .replace(SECRETS, folder + "/");
        routes = MonitoringFiles.replaced(
                routes,
                "https://events.pagerduty.com/v2/enqueue",
                receivers.pagerDuty().resolve("/v2/enqueue").toString());
        routes = MonitoringFiles.replaced(
                routes,
                "http://control-center:8090/api/alerts",
                receivers.webhook().toString());
        return Files.writeString(folder.resolve("alertmanager.yml"), routes);
    }

    private static void secret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    /** What prometheus.yml says of the services, with the addresses of this run. */
    private static String configuration(Path folder, Map<String, URI> scraped, int speed, URI alertmanager) {
        String interval = SCRAPE_MILLIS / speed + "ms";
        return """
                global: {scrape_interval: %1$s, scrape_timeout: %1$s, evaluation_interval: %1$s}
                rule_files: ["%2$s/alerts.yml", "%2$s/recording.yml"]
                alerting: {alertmanagers: [{static_configs: [{targets: ["%3$s"]}]}]}
                scrape_configs:
                  - job_name: services
                    metrics_path: /actuator/prometheus
                    static_configs:
                %4$s
                """.formatted(
                        interval,
                        folder,
                        alertmanager.getAuthority(),
                        scraped.entrySet().stream()
                                .map(service -> "      - {targets: [\""
                                        + service.getValue().getAuthority() + "\"], labels: {job: " + service.getKey()
                                        + ", scraped: service}}")
                                .collect(Collectors.joining("\n")));
    }

    /** Ends both. */
    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}
