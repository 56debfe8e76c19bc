package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.gateway.StubService.Mode;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop: first the load balancer sees it, then no connection is taken, and what is under way is finished. */
class DrainingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void whatIsUnderWayIsFinishedAndNothingNewIsTaken() throws Exception {
        try (Edge edge = new Edge(Map.of("breakwater.gateway.drain", "500ms"))) {
            edge.getAsUser("/api/users/me");
            edge.users.now(Mode.SLOW);
            CompletableFuture<HttpResponse<String>> underWay = HttpClient.newHttpClient()
                    .sendAsync(Routes.of(edge).get(0).request(edge, edge.token()), BodyHandlers.ofString());
            await().atMost(PATIENCE).until(() -> edge.users.seen.size() == 2);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(edge::shutDown);

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> edge.get("/health").statusCode() == 503);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> refuses(edge.port()));
            HttpResponse<String> answer = underWay.join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"slow\":true}");
            stopping.join();
        }
    }

    private static boolean refuses(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }
}
