package dev.breakwater.compose;

import static dev.breakwater.compose.Instance.Behaviour.FAIL;
import static dev.breakwater.compose.Instance.Behaviour.HANG;
import static dev.breakwater.compose.Instance.Behaviour.HANG_UP;
import static dev.breakwater.compose.Instance.Behaviour.SERVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.resilience.Deadline;
import dev.breakwater.resilience.DeadlineHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hop from order-service to payment-service, by order-service's own client, through Envoy, to two instances. */
class EnvoyHopTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final DeadlineHttp client = new DeadlineHttp();
    private final Instance one;
    private final Instance other;

    @TempDir
    Path folder;

    EnvoyHopTest() throws IOException {
        one = new Instance();
        other = new Instance();
    }

    private Envoy envoy;

    @BeforeEach
    void start() throws Exception {
        EnvoyConfiguration configuration = EnvoyConfiguration.read();
        for (JsonNode route : configuration.routes("payment-service")) {
            // out of the way: what ends a call here is its deadline
            ((ObjectNode) route.path("route")).put("timeout", "3600s");
        }
        envoy = Envoy.start(folder, configuration, List.of(one.port(), other.port()));
    }

    @AfterEach
    void stop() throws Exception {
        if (envoy != null) {
            envoy.close();
        }
        client.close();
        one.close();
        other.close();
    }

    @Test
    void anInstanceThatFailsIsEjectedAndComesBack() throws Exception {
        one.does(FAIL);
        Eventually.holds(() -> {
            send("PUT", Map.of());
            return envoy.hasEjected(one.port());
        });
        // it is told of an ejection before its workers know
        Eventually.holds(() -> twentyInARowAreServed() && envoy.hasEjected(one.port()));
        int before = one.requests();

        one.does(SERVE);
        Eventually.holds(() -> !envoy.hasEjected(one.port()));
        Eventually.holds(() -> {
            assertThat(send("PUT", Map.of())).isEqualTo(200);
            return one.requests() > before;
        });
    }

    private boolean twentyInARowAreServed() throws IOException {
        int requests = one.requests();
        for (int i = 0; i < 20; i++) {
            if (send("PUT", Map.of()) != 200) {
                return false;
            }
        }
        return one.requests() == requests;
    }

    @Test
    void aLostConnectionIsTriedAtTheOtherInstanceIfTheRequestMayBeSentTwice() throws Exception {
        one.does(HANG_UP);
        other.does(HANG_UP);

        send("PUT", Map.of());
        assertThat(one.requests()).isEqualTo(1);
        assertThat(other.requests()).isEqualTo(1);
    }

    @Test
    void aPostIsSentTwiceOnlyUnderAKey() throws Exception {
        one.does(HANG_UP);
        other.does(HANG_UP);

        send("POST", Map.of());
        assertThat(one.requests() + other.requests()).isEqualTo(1);

        send("POST", Map.of("Idempotency-Key", List.of("order-1")));
        assertThat(one.requests() + other.requests()).isEqualTo(1 + 2);
    }

    @Test
    void noRequestSaysItselfThatItMayBeRetried() throws Exception {
        one.does(HANG_UP);
        other.does(HANG_UP);

        send("POST", Map.of("X-Envoy-Retry-On", List.of("reset,5xx"), "X-Envoy-Max-Retries", List.of("3")));
        assertThat(one.requests() + other.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerIsNeverAskedForTwice() throws Exception {
        one.does(FAIL);
        other.does(FAIL);

        assertThat(send("PUT", Map.of())).isEqualTo(503);
        assertThat(one.requests() + other.requests()).isEqualTo(1);
    }

    @Test
    void whatHangsEndsAtTheCallersDeadline() throws Exception {
        one.does(HANG);
        other.does(HANG);

        // by a client that waits longer than it says: only Envoy can end this one
        assertThat(RawRequest.put(envoy.payment(), "300")).startsWith("HTTP/1.1 504");
    }

    @Test
    void eachAttemptIsToldWhatIsLeftOfTheDeadline() throws Exception {
        one.does(HANG_UP);
        other.does(HANG_UP);

        RawRequest.put(envoy.payment(), "20000");
        assertThat(one.deadlines()).hasSize(1);
        assertThat(other.deadlines()).hasSize(1);
        List<Integer> told = List.of(millis(one), millis(other));
        assertThat(told).allSatisfy(left -> assertThat(left).isBetween(1, 20_000));
        assertThat(told).as("the second attempt has less").doesNotHaveDuplicates();
    }

    private static int millis(Instance instance) {
        return Integer.parseInt(instance.deadlines().get(0));
    }

    private int send(String method, Map<String, List<String>> headers) throws IOException {
        return Deadline.within(
                LONG,
                () -> client.exchange(
                                method, envoy.payment().resolve("/internal/payments/1"), headers, new byte[] {'{', '}'})
                        .status());
    }
}
