package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A connection is answered as long as it is open, however soon its next request comes. */
class KeepAliveTest {

    private static final int AGAIN = 50;

    private static final Edge edge = Edge.asShipped();

    @Test
    void aRequestThatCameBeforeTheLastAnswerIsNotTheLast() throws IOException {
        // the first has to go to a service; the second waits for it, and is answered at once
        assertAnsweredAgainAndAgain(edge.port(), "/api/products", "/health");
    }

    @Test
    void norIsItTheLastThatWhoeverWatchesTheGatewayIsToldOf() throws IOException {
        // the first is answered by another thread than the connection's
        assertAnsweredAgainAndAgain(edge.managementPort(), "/actuator/breakers", "/actuator");
    }

    private static void assertAnsweredAgainAndAgain(int port, String slow, String quick) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            DataInputStream answers = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < AGAIN; i++) {
                ask(socket, slow, quick);
                assertThat(status(answers)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(status(answers)).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    private static void ask(Socket socket, String... targets) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String target : targets) {
            requests.append("GET ").append(target).append(" HTTP/1.1\r\nHost: edge\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The status line of the next answer, of which headers and body are read as well. */
    private static String status(DataInputStream answers) throws IOException {
        String status = line(answers);
        int length = 0;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            String[] field = header.toLowerCase(Locale.ROOT).split(": ", 2);
            if (field[0].equals("content-length")) {
                length = Integer.parseInt(field[1]);
            }
        }
        answers.readFully(new byte[length]);
        return status;
    }

    private static String line(DataInputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = answers.readUnsignedByte(); read != '\n'; read = answers.readUnsignedByte()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
