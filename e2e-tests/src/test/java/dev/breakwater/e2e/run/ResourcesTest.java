package dev.breakwater.e2e.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.run.Resources.Held;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Measures this very process, which takes what a service must give back. */
class ResourcesTest {

    private static final long MIB = 1 << 20;

    private final Shop shop = new Shop(
            URI.create("http://127.0.0.1:1"),
            Map.of(),
            Map.of(),
            URI.create("http://127.0.0.1:1"),
            "token",
            Map.of(),
            Map.of("order-service", new Myself()),
            Guards.ALL);

    @Test
    void whoHoldsAsMuchAsBeforeHasGivenBack() {
        assertThat(Resources.of(shop).backAt(Resources.of(shop), 0).holds()).isTrue();
    }

    @Test
    void threadsThatStillWaitAreFound() throws Exception {
        Resources before = Resources.of(shop);
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> waiting = IntStream.range(0, 20)
                .mapToObj(i -> new Thread(() -> await(over), "waits-for-a-timeout"))
                .toList();
        waiting.forEach(Thread::start);
        try {
            assertThat(Resources.of(shop).backAt(before, 0))
                    .returns(false, Invariant::holds)
                    .satisfies(fact -> assertThat(fact.detail()).contains("order-service has", "threads"));
        } finally {
            over.countDown();
            for (Thread thread : waiting) {
                thread.join();
            }
        }
    }

    @Test
    void connectionsThatNobodyLooksAfterAreFound() throws Exception {
        Resources before = Resources.of(shop);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Socket> forgotten = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                server.accept().close();
                InputStream in = client.getInputStream();
                assertThat(in.read()).isEqualTo(-1);
                forgotten.add(client);
            }
            Invariant back = Resources.of(shop).backAt(before, 0);
            assertThat(back.holds()).isFalse();
            assertThat(back.detail()).contains("half-closed connections");
            for (Socket socket : forgotten) {
                socket.close();
            }
        }
        assertThat(Resources.of(shop).backAt(before, 0).holds()).isTrue();
    }

    @Test
    void connectionsThatStayOpenAreFound() throws Exception {
        Resources before = Resources.of(shop);
        List<Socket> kept = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 20; i++) {
                kept.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                kept.add(server.accept());
            }
            Invariant back = Resources.of(shop).backAt(before, 0);
            assertThat(back.holds()).isFalse();
            assertThat(back.detail()).contains("order-service has").contains("connections, had");
            assertThat(Resources.of(shop).backAt(before, 20).holds()).isTrue();
        } finally {
            for (Socket socket : kept) {
                socket.close();
            }
        }
        assertThat(Resources.of(shop).backAt(before, 0).holds()).isTrue();
    }

    @Test
    void memoryThatGrowsIsFound() {
        Resources before = new Resources(Map.of("order-service", new Held(50, 20, 0, 200 * MIB)));
        Resources after = new Resources(Map.of("order-service", new Held(50, 20, 0, 260 * MIB)));

        assertThat(after.backAt(before, 0).detail()).contains("260 MiB, were 200");
        assertThat(before.backAt(after, 0).holds()).isTrue();
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Myself implements Victim {

        @Override
        public String name() {
            return "order-service";
        }

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void suspend() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAlive() {
            return true;
        }
    }
}
