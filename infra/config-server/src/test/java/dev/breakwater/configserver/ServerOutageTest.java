package dev.breakwater.configserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.Link;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services without their config-server. */
@ExtendWith(RunningConfigServer.Shared.class)
class ServerOutageTest {

    enum Fault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    private static final String RATE = "resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold: ";

    private final RunningConfigServer server;

    @TempDir
    private Path cache;

    ServerOutageTest(RunningConfigServer server) {
        this.server = server;
    }

    @BeforeEach
    void aServiceHasKnownItsPoliciesOnce() throws Exception {
        server.write("forgetful.yml", RATE + "45");
        try (RunningShop before = new RunningShop("forgetful", server, cache)) {
            await().until(() -> before.policy().equals("5s / 45 % / 20 / 30s")
                    && cache.resolve("forgetful.json").toFile().exists());
        }
    }

    @AfterEach
    void theNextTestFindsItAgain() {
        server.start();
    }

    @Test
    void aRestartDuringAnOutageGoesOnWithThePoliciesLastKnown() throws Exception {
        server.stop();
        try (RunningShop shop = new RunningShop("forgetful", server, cache)) {
            assertThat(shop.policy()).isEqualTo("5s / 45 % / 20 / 30s");
            await().until(() -> shop.asked().failed() > 0 && shop.degraded() > 0);
            assertThat(shop.asked().succeeded()).isZero();
            assertThat(shop.charge(true)).isEqualTo("charged");

            server.write("forgetful.yml", RATE + "55");
            server.start();
            await().until(() -> shop.policy().equals("5s / 55 % / 20 / 30s"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGoesOnAsItWasUntilItsServerIsWellAgain(Fault fault) throws Exception {
        try (Link link = Link.to(server.port());
                RunningShop shop = new RunningShop(
                        "forgetful",
                        "http://127.0.0.1:" + link.port(),
                        cache,
                        "resilience4j.circuitbreaker.instances.config-server.minimum-number-of-calls=5",
                        "resilience4j.circuitbreaker.instances.config-server.slow-call-duration-threshold=100ms",
                        "resilience4j.timelimiter.instances.config-server.timeout-duration=500ms")) {
            await().until(() -> shop.asked().succeeded() > 0);
            BreakwaterCircuitBreaker breaker = shop.breaker("config-server");

            AutoCloseable struck = strike(fault, link);
            await().until(() -> breaker.getState() == State.OPEN && shop.degraded() > 0);
            assertThat(shop.policy()).isEqualTo("5s / 45 % / 20 / 30s");
            assertThat(shop.charge(true)).isEqualTo("charged");

            struck.close();
            server.write("forgetful.yml", RATE + "55");
            await().until(() -> shop.policy().equals("5s / 55 % / 20 / 30s") && breaker.getState() == State.CLOSED);
            assertThat(breaker.history())
                    .extracting(Transition::to)
                    .startsWith(State.OPEN)
                    .endsWith(State.HALF_OPEN, State.CLOSED);
        }
    }

    /** What begins now ends when that is closed. */
    private AutoCloseable strike(Fault fault, Link link) throws IOException {
        return switch (fault) {
            case CRASH -> {
                server.stop();
                yield server::start;
            }
            case HANG -> {
                server.stop();
                ServerSocket hung = new ServerSocket(server.port(), 50, InetAddress.getLoopbackAddress());
                yield () -> {
                    hung.close();
                    server.start();
                };
            }
            case ERROR -> {
                server.write("forgetful.yml", "resilience4j: [unfinished");
                yield () -> {};
            }
            case SLOW -> {
                link.slows(Duration.ofMillis(200));
                yield link::heals;
            }
        };
    }

    @Test
    void aServiceThatNeverKnewAnyStartsAsShipped(@TempDir Path empty) {
        server.stop();
        try (RunningShop shop = new RunningShop("forgetful", server, empty)) {
            assertThat(shop.policy()).isEqualTo(RunningShop.SHIPPED);
            await().until(() -> shop.asked().failed() > 0);
            assertThat(shop.charge(true)).isEqualTo("charged");
        }
    }
}
