package dev.breakwater.e2e.wrongways;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a real socket that can fail or hang. Knows how many requests reached it and how many clients have not hung up. Thread-safe. */
final class Dependency implements AutoCloseable {

    /** What the names of its threads begin with. */
    static final String THREADS = "dependency";

    private final ServerSocket entrance;
    private final AtomicInteger arrived = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mood mood;

    enum Mood {
        ANSWERS,
        FAILS,
        HANGS
    }

    Dependency(Mood mood) throws IOException {
        this.mood = mood;
        entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort() + path);
    }

    void now(Mood next) {
        mood = next;
    }

    int arrived() {
        return arrived.get();
    }

    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // no more clients
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            while (request(in)) {
                arrived.incrementAndGet();
                switch (mood) {
                    case ANSWERS -> answer(client, "200 OK");
                    case FAILS -> answer(client, "503 Service Unavailable");
                    case HANGS -> {
                        // what comes next is the end of the client's patience
                    }
                }
            }
        } catch (IOException gone) {
            // the client has hung up
        } finally {
            open.remove(client);
        }
    }

    /** Whether there was one: its head, for nobody sends a body. */
    private static boolean request(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return line != null;
    }

    private static void answer(Socket client, String status) throws IOException {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nword";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREADS);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
