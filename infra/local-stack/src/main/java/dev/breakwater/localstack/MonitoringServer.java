package dev.breakwater.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Prometheus or Alertmanager on 127.0.0.1. */
public final class MonitoringServer extends ManagedProcess {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");

    /** After a start Prometheus knows no Alertmanager for some seconds; what it tells nobody then it tells again after so long, by default a minute. */
    private static final String TELL_AGAIN = "--rules.alert.resend-delay=1s";

    /** Alertmanager looks for no others. */
    private static final String ALONE = "--cluster.listen-address=";

    private final Path server;
    private final Path configuration;
    private final String storage;
    private final String more;
    private final int port;

    private MonitoringServer(
            Workspace workspace, String name, Path server, Path configuration, String storage, String more) {
        super(workspace, name);
        this.server = server;
        this.configuration = configuration;
        this.storage = storage;
        this.more = more;
        port = workspace.freePort();
    }

    /** Whether this machine has both. */
    public static boolean areInstalled() {
        return Files.isExecutable(PROMETHEUS) && Files.isExecutable(ALERTMANAGER);
    }

    /**
     * Starts a Prometheus and returns when it answers. What it has scraped is there again after a restart, but for the last moments before a kill.
     *
     * @param configuration its {@code prometheus.yml}: what it scrapes, its rules, and which Alertmanager it tells
     */
    public static MonitoringServer prometheus(Workspace workspace, String name, Path configuration) {
        return started(
                new MonitoringServer(workspace, name, PROMETHEUS, configuration, "storage.tsdb.path", TELL_AGAIN));
    }

    /**
     * Starts an Alertmanager and returns when it answers.
     *
     * @param configuration its {@code alertmanager.yml}: who hears of what
     */
    public static MonitoringServer alertmanager(Workspace workspace, String name, Path configuration) {
        return started(new MonitoringServer(workspace, name, ALERTMANAGER, configuration, "storage.path", ALONE));
    }

    private static MonitoringServer started(MonitoringServer server) {
        server.start();
        return server;
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected boolean ready() throws IOException {
        return HttpStatus.of(baseUrl() + "/-/ready") == HttpStatus.OK;
    }

    @Override
    protected ProcessBuilder command() {
        return new ProcessBuilder(new ArrayList<>(List.of(
                server.toString(),
                "--config.file=" + configuration,
                "--" + storage + "=" + workspace.folder(name()).resolve("data"),
                more,
                "--web.external-url=" + baseUrl(),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")));
    }
}
