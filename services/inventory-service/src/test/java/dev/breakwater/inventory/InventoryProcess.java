package dev.breakwater.inventory;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.Workspace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The service in a JVM of its own, to be killed. */
final class InventoryProcess extends ManagedProcess {

    private final List<String> arguments;
    private final String baseUrl;

    InventoryProcess(Workspace workspace, List<String> arguments) {
        super(workspace, "inventory-service");
        int port = workspace.freePort();
        this.baseUrl = "http://127.0.0.1:" + port;
        this.arguments = new ArrayList<>(arguments);
        this.arguments.add("--server.port=" + port);
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Djava.io.tmpdir=" + workspace.folder(name()),
                "-cp",
                classes,
                InventoryServiceApplication.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    @Override
    protected boolean ready() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(baseUrl + "/actuator/health/readiness").toURL().openConnection();
        connection.setConnectTimeout(500);
        connection.setReadTimeout(2_000);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
