package dev.breakwater.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Prometheus on 127.0.0.1. What it has scraped is there again after a restart, but for the last moments before a kill. */
public final class PrometheusServer extends ManagedProcess {

    private static final Path SERVER = Path.of("/usr/bin/prometheus");

    /** After a start it knows no Alertmanager for some seconds; what it tells nobody then it tells again after so long, by default a minute. */
    private static final String TELL_AGAIN = "--rules.alert.resend-delay=1s";

    private final Path configuration;
    private final int port;

    private PrometheusServer(Workspace workspace, String name, Path configuration) {
        super(workspace, name);
        this.configuration = configuration;
        port = workspace.freePort();
    }

    /** Whether there is one to start on this machine. */
    public static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    /**
     * Starts one and returns when it answers.
     *
     * @param configuration its {@code prometheus.yml}: what it scrapes, its rules, and which Alertmanager it tells
     */
    public static PrometheusServer start(Workspace workspace, String name, Path configuration) {
        PrometheusServer server = new PrometheusServer(workspace, name, configuration);
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
                SERVER.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + workspace.folder(name()).resolve("data"),
                TELL_AGAIN,
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")));
    }
}
