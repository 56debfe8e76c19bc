package dev.breakwater.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Debian's RabbitMQ, run from its installed files with folders, ports, node name and port mapper of its own. */
final class RabbitMq extends AmqpBroker {

    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    private final int distributionPort;
    private final Epmd mapper;

    RabbitMq(Workspace workspace, String name) {
        super(workspace, name);
        distributionPort = workspace.freePort();
        mapper = new Epmd(workspace, name + "-epmd");
    }

    static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    @Override
    public String product() {
        return "RabbitMQ";
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        mapper.start();
        Path folder = workspace.folder(name());
        Path configuration = folder.resolve("rabbitmq.conf");
        Secrets.write(
                configuration,
                String.join(
                        "\n",
                        "listeners.tcp.default = 127.0.0.1:" + port(),
                        "default_user = " + username(),
                        "default_pass = " + password(),
                        "loopback_users = none",
                        "disk_free_limit.absolute = 50MB",
                        "log.console = true",
                        "log.console.level = warning",
                        "log.file = false",
                        ""));
        Files.writeString(folder.resolve("enabled_plugins"), "[].\n");
        ProcessBuilder command = new ProcessBuilder(SERVER.toString()).directory(folder.toFile());
        Map<String, String> environment = command.environment();
        environment.put("HOME", folder.toString());
        environment.put("RABBITMQ_NODENAME", name().toLowerCase(Locale.ROOT) + port() + "@localhost");
        environment.put("RABBITMQ_CONFIG_FILE", configuration.toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("no-rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        environment.put("ERL_EPMD_PORT", Integer.toString(mapper.port()));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}");
        return command;
    }
}
