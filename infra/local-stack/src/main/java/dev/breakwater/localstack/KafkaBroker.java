package dev.breakwater.localstack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Kafka broker, its own controller (KRaft), on 127.0.0.1. */
public final class KafkaBroker extends ManagedProcess {

    private static final int API_VERSIONS = 18;

    private final int port;
    private final int controllerPort;

    KafkaBroker(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
        controllerPort = workspace.freePort();
    }

    /** Starts one and returns when it answers. */
    public static KafkaBroker start(Workspace workspace, String name) {
        KafkaBroker broker = new KafkaBroker(workspace, name);
        broker.start();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path folder = workspace.folder(name());
        Path properties = folder.resolve("server.properties");
        Path data = folder.resolve("data");
        if (!Files.exists(data.resolve("meta.properties"))) {
            Files.writeString(properties, properties(data));
            Commands.run(
                    workspace,
                    name(),
                    JavaCommand.in(
                            folder,
                            JavaCommand.of(
                                    "kafka",
                                    "96m",
                                    List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                                    "kafka.tools.StorageTool",
                                    List.of("format", "-t", "YnJlYWt3YXRlci1sb2NhbA", "-c", properties.toString()))));
        }
        return JavaCommand.in(
                folder,
                JavaCommand.of(
                        "kafka",
                        "160m",
                        List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                        "kafka.Kafka",
                        List.of(properties.toString())));
    }

    private String properties(Path data) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data,
                "num.network.threads=2",
                "num.io.threads=2",
                "background.threads=2",
                "num.recovery.threads.per.data.dir=1",
                "offsets.topic.num.partitions=4",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=8388608",
                // after a SIGKILL the controller waits for the old session to end before it believes in the new one
                "broker.session.timeout.ms=2000",
                "broker.heartbeat.interval.ms=500",
                "auto.create.topics.enable=false",
                "");
    }

    /** Asks which requests it knows, which it answers once it takes requests at all. */
    @Override
    protected boolean ready() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(1_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(1);
            out.writeShort(-1);
            out.flush();
            return new DataInputStream(socket.getInputStream()).readInt() > 0;
        }
    }
}
