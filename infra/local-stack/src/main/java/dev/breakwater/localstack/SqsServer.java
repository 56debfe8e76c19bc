package dev.breakwater.localstack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ElasticMQ, which speaks SQS, with its messages in a file: what it accepted survives a SIGKILL. On 127.0.0.1. */
public final class SqsServer extends ManagedProcess {

    private final int port;

    SqsServer(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
    }

    /** Starts one and returns when it answers. */
    public static SqsServer start(Workspace workspace, String name) {
        SqsServer server = new SqsServer(workspace, name);
        server.start();
        return server;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path folder = workspace.folder(name());
        Path configuration = folder.resolve("elasticmq.conf");
        Files.writeString(
                configuration,
                String.join(
                        "\n",
                        "include classpath(\"application.conf\")",
                        "node-address { protocol = http, host = \"127.0.0.1\", port = " + port
                                + ", context-path = \"\" }",
                        "rest-sqs { enabled = true, bind-port = " + port
                                + ", bind-hostname = \"127.0.0.1\", sqs-limits = strict }",
                        "rest-stats.enabled = false",
                        "messages-storage {",
                        "  enabled = true",
                        // without WRITE_DELAY=0 a SIGKILL loses what was accepted last
                        "  uri = \"jdbc:h2:" + folder.resolve("messages") + ";WRITE_DELAY=0\"",
                        "}",
                        "queues-storage { enabled = true, path = \"" + folder.resolve("queues.conf") + "\" }",
                        ""));
        return JavaCommand.in(
                folder,
                JavaCommand.of(
                        "elasticmq",
                        "96m",
                        List.of("-Dconfig.file=" + configuration),
                        "org.elasticmq.server.Main",
                        List.of()));
    }

    @Override
    protected boolean ready() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(endpoint() + "/?Action=ListQueues").toURL().openConnection();
        connection.setConnectTimeout(500);
        connection.setReadTimeout(2_000);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
