package dev.breakwater.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's memcached. It refuses root, for whom it becomes nobody once it has its port. */
final class DebianMemcached extends MemcachedServer {

    private static final Path SERVER = Path.of("/usr/bin/memcached");

    DebianMemcached(Workspace workspace, String name) {
        super(workspace, name);
    }

    static boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    @Override
    public String product() {
        return "memcached";
    }

    @Override
    protected ProcessBuilder command() {
        List<String> command = new ArrayList<>(List.of(
                SERVER.toString(),
                "--listen=127.0.0.1",
                "--port=" + port(),
                "--udp-port=0",
                "--memory-limit=16",
                "--threads=1"));
        if (Unprivileged.isRoot()) {
            command.add("--user=nobody");
        }
        return new ProcessBuilder(command);
    }
}
