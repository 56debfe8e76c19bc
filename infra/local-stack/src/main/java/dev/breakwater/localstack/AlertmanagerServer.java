package dev.breakwater.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's Alertmanager on 127.0.0.1, alone: it looks for no others. */
public final class AlertmanagerServer extends ManagedProcess {

    private static final Path SERVER = Path.of("/usr/bin/prometheus-alertmanager");

    private final Path configuration;
    private final int port;

    private AlertmanagerServer(Workspace workspace, String name, Path configuration) {
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
     * @param configuration its {@code alertmanager.yml}: who hears of what
     */
    public static AlertmanagerServer start(Workspace workspace, String name, Path configuration) {
        AlertmanagerServer server = new AlertmanagerServer(workspace, name, configuration);
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
                "--storage.path=" + workspace.folder(name()).resolve("data"),
                "--cluster.listen-address=",
                "--web.external-url=" + baseUrl(),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")));
    }
}
