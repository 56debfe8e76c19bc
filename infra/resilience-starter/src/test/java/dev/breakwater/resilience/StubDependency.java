package dev.breakwater.resilience;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A dependency on a real socket that can answer, hang, trickle or reset. Tells what it was sent and when the other side hung up. */
final class StubDependency implements AutoCloseable {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Degraded: inner=cached\r\n\r\nok";

    private final ServerSocket server;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> hangUps = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Behaviour behaviour = Behaviour.ANSWERS;

    enum Behaviour {
        ANSWERS,
        HANGS,
        TRICKLES,
        RESETS
    }

    StubDependency() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "stub-dependency");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    void now(Behaviour next) {
        behaviour = next;
    }

    /** The head of the next request that came, null after ten seconds. */
    String request() throws InterruptedException {
        String head = requests.poll(10, TimeUnit.SECONDS);
        return head == null ? "no request came" : head;
    }

    /** Whether the other side closes its connection within ten seconds. */
    boolean isHungUpOn() throws InterruptedException {
        return hangUps.poll(10, TimeUnit.SECONDS) != null;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "stub-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            while (!head.isEmpty()) {
                requests.add(head);
                switch (behaviour) {
                    case ANSWERS -> send(socket, ANSWER);
                    case HANGS -> {
                        waitForHangUp(in);
                        return;
                    }
                    case TRICKLES -> {
                        trickle(socket);
                        return;
                    }
                    case RESETS -> {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                }
                head = head(in);
            }
        } catch (IOException goneAway) {
            hangUps.add(true);
        }
    }

    private void waitForHangUp(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // what else it says does not matter
        }
        hangUps.add(true);
    }

    /** A byte every 50 ms for ever: no read of the client ever times out. */
    private void trickle(Socket socket) throws IOException {
        send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        socket.setSoTimeout(50);
        while (true) {
            send(socket, ".");
            try {
                if (socket.getInputStream().read() < 0) {
                    hangUps.add(true);
                    return;
                }
            } catch (SocketTimeoutException stillThere) {
                // on with it
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
            next = in.read();
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
