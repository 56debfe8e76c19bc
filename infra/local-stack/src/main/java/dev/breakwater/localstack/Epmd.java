package dev.breakwater.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Erlang's port mapper, as a child of ours: RabbitMQ would start one that outlives it. */
final class Epmd extends ManagedProcess {

    private final int port;

    Epmd(Workspace workspace, String name) {
        super(workspace, name);
        port = workspace.freePort();
    }

    int port() {
        return port;
    }

    @Override
    protected ProcessBuilder command() {
        return new ProcessBuilder("epmd", "-port", Integer.toString(port), "-address", "127.0.0.1");
    }

    @Override
    protected boolean ready() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        }
    }
}
