package dev.breakwater.order;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service of somebody else's, as far as its socket can tell; it can be late, hang, reset, refuse, fail, and lose its reply. */
final class StubService implements Closeable {

    /** A request as it came over the wire. */
    record Request(String method, String path, String authorization, String body) {}

    /** What the stub does with one. */
    sealed interface Reaction {

        record Answer(int status, String contentType, String body) implements Reaction {}

        /** The answer, but only after a while. */
        record Late(Duration after, Answer answer) implements Reaction {}

        /** Holds the connection open and says nothing. */
        record Hang() implements Reaction {}

        /** RST instead of an answer; the request was received. */
        record Reset() implements Reaction {}
    }

    private record Listener(ServerSocket socket, Thread thread) {}

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile @Nullable Listener listening;
    private volatile Function<Request, Reaction> script = request -> json(500, "{}");

    StubService() {
        listening = listen(0);
        port = java.util.Objects.requireNonNull(listening).socket().getLocalPort();
    }

    static Reaction.Answer json(int status, String body) {
        return new Reaction.Answer(status, "application/json", body);
    }

    static Reaction.Answer problem(int status, String slug, String more) {
        return new Reaction.Answer(
                status,
                "application/problem+json",
                "{\"type\":\"/problems/" + slug + "\",\"status\":" + status + more + "}");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void does(Function<Request, Reaction> now) {
        script = now;
    }

    void does(Reaction now) {
        script = request -> now;
    }

    List<Request> requests() {
        return requests;
    }

    /** Those that concern the order. */
    List<Request> requestsFor(String orderId) {
        return requests.stream().filter(r -> r.path().endsWith(orderId)).toList();
    }

    void reset() {
        requests.clear();
        accept();
    }

    /** No more connections: refused. */
    void refuse() {
        Listener listener = listening;
        listening = null;
        if (listener != null) {
            closeQuietly(listener.socket());
            awaitEnd(listener.thread()); // the kernel has the port until nobody accepts
        }
        open.forEach(StubService::closeQuietly);
    }

    void accept() {
        if (listening == null) {
            listening = listen(port);
        }
    }

    @Override
    public void close() {
        refuse();
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Listener listen(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 200);
            Thread thread = new Thread(() -> acceptAll(socket), "stub-" + socket.getLocalPort());
            thread.setDaemon(true);
            thread.start();
            return new Listener(socket, thread);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
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
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                if (listening == null) {
                    return; // accepted in the moment in which it was told to refuse
                }
                Reaction reaction = script.apply(request);
                if (reaction instanceof Reaction.Hang) {
                    while (in.read() >= 0) {
                        // until the caller gives up
                    }
                    return;
                }
                if (reaction instanceof Reaction.Reset) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                if (reaction instanceof Reaction.Late late) {
                    LockSupport.parkNanos(late.after().toNanos());
                    reaction = late.answer();
                }
                write(socket, (Reaction.Answer) reaction);
            }
        } catch (IOException gone) {
            // the caller closed, which is its right
        } finally {
            open.remove(socket);
        }
    }

    private static void write(Socket socket, Reaction.Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + answer.status() + " Stub\r\nContent-Type: " + answer.contentType()
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        socket.getOutputStream().write(out.toByteArray());
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        String[] start = line.split(" ", 3);
        int length = 0;
        boolean chunked = false;
        String authorization = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.startsWith("authorization:")) {
                authorization = header.substring(14).strip();
            }
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(length);
        return new Request(start[0], start[1], authorization, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void closeQuietly(@Nullable Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException gone) {
            // it is closed, which is what was asked for
        }
    }
}
