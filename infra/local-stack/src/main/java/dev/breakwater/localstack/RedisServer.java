package dev.breakwater.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A real Redis 7 that keeps an append-only file, on 127.0.0.1. */
public final class RedisServer extends ManagedProcess {

    private static final int LIMIT_MILLIS = 1_000;

    private final int port;

    private RedisServer(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
    }

    /** Starts one and returns when it answers. */
    public static RedisServer start(Workspace workspace, String name) {
        RedisServer server = new RedisServer(workspace, name);
        server.start();
        return server;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    protected ProcessBuilder command() throws IOException {
        return new ProcessBuilder(
                Binaries.redis().resolve("redis-server").toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                workspace.folder(name()).toString(),
                "--appendonly",
                "yes",
                "--save",
                "",
                "--maxmemory",
                "64mb",
                "--daemonize",
                "no");
    }

    @Override
    protected boolean ready() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        }
    }
}
