package dev.breakwater.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire to a server of this machine, for the faults that a server does not have by itself: what goes to the server is held up, or every connection is
 * reset as soon as something is asked. Who connects to {@link #port()} talks to the server. Thread-safe.
 */
public final class Link implements AutoCloseable {

    private static final int CHUNK = 8192;

    private final ServerSocket entrance;
    private final int server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean resets;

    private Link(int server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A link that passes everything on. Whether the server listens is found out by whoever connects. */
    public static Link to(int port) {
        try {
            Link link = new Link(port);
            daemon(link::accept);
            return link;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of 127.0.0.1. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Holds up each packet to the server for so long, until {@link #heals()}. */
    public void slows(Duration each) {
        delay = each;
    }

    /** Answers each packet to the server with a reset of its connection, until {@link #heals()}. */
    public void resets() {
        resets = true;
    }

    /** Passes everything on again. Connections that were reset are not restored. */
    public void heals() {
        delay = Duration.ZERO;
        resets = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(entrance.accept());
            }
        } catch (IOException closed) {
            // the link is over
        }
    }

    /** A server that is not there refuses this client, and may be there for the next one. */
    private void connect(Socket client) throws IOException {
        try {
            Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
            open.addAll(List.of(client, target));
            daemon(() -> pump(client, target, true));
            daemon(() -> pump(target, client, false));
        } catch (ConnectException refused) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (toServer && resets) {
                    from.setSoLinger(true, 0);
                    return;
                }
                if (toServer) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException closed) {
            // one of the two has hung up
        } finally {
            open.removeAll(List.of(from, to));
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
