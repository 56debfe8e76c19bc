package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.breakwater.resilience.policy.Policies;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one reactive service among those that ask config-server. */
class PolicyChangeTest {

    private static final String NOTHING = "{\"name\":\"gateway\",\"propertySources\":[]}";
    private static final String CHANGED = """
            {"name":"gateway","propertySources":[{"name":"gateway.yml","source":{
              "resilience4j.circuitbreaker.instances.order-service.minimum-number-of-calls":30}}]}
            """;

    @Test
    void theBreakersOfRoutesChangeToo(@TempDir Path cache) throws Exception {
        AtomicBoolean changed = new AtomicBoolean(true);
        AtomicReference<String> shown = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/config/gateway/default", question -> {
            shown.set(question.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = (changed.get() ? CHANGED : NOTHING).getBytes(StandardCharsets.UTF_8);
            question.sendResponseHeaders(200, answer.length);
            try (OutputStream body = question.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        try (Edge edge = new Edge(Map.of(
                "CONFIG_SERVER_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "CONFIG_CACHE_DIRECTORY", cache.toString(),
                "breakwater.internal-token", "internal-token-of-the-tests",
                "breakwater.speed", "10",
                "breakwater.config.poll-every", "1s"))) {
            Policies policies = edge.bean(Policies.class);
            await().until(() -> policies.inShort("order-service").equals("9s / 50 % / 30 / 30s"));
            assertThat(shown).hasValue("Bearer internal-token-of-the-tests");
            assertThat(cache.resolve("gateway.json")).exists();

            changed.set(false);
            await().until(() -> policies.inShort("order-service").equals("9s / 50 % / 20 / 30s"));
        } finally {
            server.stop(0);
        }
    }
}
