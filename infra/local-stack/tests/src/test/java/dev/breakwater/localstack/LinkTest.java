package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private ServerSocket echo;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::answer, "echo");
        thread.setDaemon(true);
        thread.start();
        link = Link.to(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void passesOnWhatIsSaid() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client)).isEqualTo('a');
        }
    }

    @Test
    void holdsUpWhatIsSaidUntilItHeals() throws IOException {
        try (Socket client = client()) {
            link.slows(Duration.ofMillis(500));
            client.setSoTimeout(250);
            assertThatThrownBy(() -> ask(client)).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo('a');

            link.heals();
            client.setSoTimeout(250);
            assertThat(ask(client)).isEqualTo('a');
        }
    }

    @Test
    void resetsWhoSaysSomethingUntilItHeals() throws IOException {
        try (Socket client = client()) {
            link.resets();
            assertThatThrownBy(() -> ask(client))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        link.heals();
        try (Socket client = client()) {
            assertThat(ask(client)).isEqualTo('a');
        }
    }

    @Test
    void hangsUpWhereTheServerIsGone() throws IOException {
        // taken, so that no server of another test gets the port, and nobody listens
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Link toNobody = Link.to(taken.getLocalPort());
                    Socket client = client(toNobody)) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private Socket client() throws IOException {
        return client(link);
    }

    private static Socket client(Link link) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static int ask(Socket client) throws IOException {
        client.getOutputStream().write('a');
        return client.getInputStream().read();
    }

    private void answer() {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> repeat(socket), "echo-" + socket.getPort());
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException over) {
            // the test is
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException hungUp) {
            // nobody listens any more
        }
    }
}
