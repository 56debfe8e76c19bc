package dev.breakwater.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A Memcached server on 127.0.0.1: memcached itself where it is installed, Infinispan otherwise. What it holds is gone when it ends. */
public abstract class MemcachedServer extends ManagedProcess {

    private static final int LIMIT_MILLIS = 1_000;

    private final int port;

    MemcachedServer(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
    }

    /** Starts one and returns when it answers. */
    public static MemcachedServer start(Workspace workspace, String name) {
        MemcachedServer server = create(workspace, name);
        server.start();
        return server;
    }

    static MemcachedServer create(Workspace workspace, String name) {
        if (DebianMemcached.isInstalled()) {
            return new DebianMemcached(workspace, name);
        }
        workspace.tell("memcached is not installed: " + name
                + " is Infinispan instead (to get memcached: apt-get install memcached)");
        return new InfinispanMemcached(workspace, name);
    }

    /** Which server it is, with its name as people know it. */
    public abstract String product();

    public final int port() {
        return port;
    }

    /** Host and port, as clients want it. */
    public final String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    protected boolean ready() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write("version\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII).equals("VERSION");
        }
    }
}
