package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Apache Qpid Broker-J with durable messages, in a JVM of its own. */
final class QpidBroker extends AmqpBroker {

    /** The broker's own word that its virtual host is active: its port opens before that. */
    private static final String READY = "BRK-1004";

    private long logBefore;

    QpidBroker(Workspace workspace, String name) {
        super(workspace, name);
    }

    @Override
    public String product() {
        return "Apache Qpid Broker-J";
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        Path folder = workspace.folder(name());
        logBefore = Files.exists(log()) ? Files.size(log()) : 0;
        Path configuration = folder.resolve("initial.json");
        if (!Files.exists(configuration)) {
            Secrets.write(configuration, configuration(folder));
        }
        return JavaCommand.in(
                folder,
                JavaCommand.of(
                        "qpid",
                        "128m",
                        List.of("-Dqpid.work_dir=" + folder),
                        "org.apache.qpid.server.Main",
                        List.of("-icp", configuration.toString(), "-prop", "qpid.work_dir=" + folder)));
    }

    @Override
    protected boolean ready() throws IOException {
        return logged(READY) && super.ready();
    }

    private boolean logged(String word) throws IOException {
        try (var log = Files.newInputStream(log())) {
            log.skipNBytes(logBefore);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8).contains(word);
        }
    }

    private Path log() {
        return workspace.log(name());
    }

    private String configuration(Path folder) {
        return """
                {
                  "name": "breakwater", "modelVersion": "9.1",
                  "authenticationproviders": [{
                    "name": "users", "type": "Plain", "secureOnlyMechanisms": [],
                    "users": [{"name": "%s", "password": "%s", "type": "managed"}]
                  }],
                  "ports": [{"name": "AMQP", "port": %d, "bindingAddress": "127.0.0.1", "authenticationProvider": "users",
                             "protocols": ["AMQP_0_9_1"], "virtualhostaliases": [{"name": "default", "type": "defaultAlias"}]}],
                  "virtualhostnodes": [{
                    "name": "default", "type": "DERBY", "defaultVirtualHostNode": "true", "storePath": "%s",
                    "virtualHostInitialConfiguration": "{ \\"type\\": \\"DERBY\\" , \\"storePath\\": \\"%s\\" }"
                  }]
                }
                """.formatted(username(), password(), port(), folder.resolve("node"), folder.resolve("host"));
    }
}
