package dev.breakwater.localstack;

import java.io.IOException;
import java.util.List;

/** Infinispan speaking the Memcached protocol, in a JVM of its own. */
final class InfinispanMemcached extends MemcachedServer {

    InfinispanMemcached(Workspace workspace, String name) {
        super(workspace, name);
    }

    @Override
    public String product() {
        return "Infinispan";
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        return JavaCommand.in(
                workspace.folder(name()),
                JavaCommand.of(
                        "memcached",
                        "48m",
                        List.of(),
                        "dev.breakwater.memcached.InfinispanMemcached",
                        List.of(Integer.toString(port()))));
    }
}
