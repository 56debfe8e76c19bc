package dev.breakwater.configserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A running service, the real config-server, and a file that changes. */
@ExtendWith({RunningConfigServer.Shared.class, OutputCaptureExtension.class})
class PolicyChangeTest {

    private static final String BREAKER = "resilience4j.circuitbreaker.instances.stripe.";

    @TempDir
    private Path cache;

    @Test
    void aRunningBreakerIsJudgedAnewAndForgetsNothing(RunningConfigServer server, CapturedOutput log) throws Exception {
        try (RunningShop shop = new RunningShop("changing", server, cache)) {
            List<Transition> heard = new CopyOnWriteArrayList<>();
            BreakwaterCircuitBreaker stripe = shop.breaker("stripe");
            stripe.onTransition(heard::add);
            server.write("changing.yml", BREAKER + "wait-duration-in-open-state: 1h");
            await().until(() -> shop.policy().endsWith("/ 1h"));
            for (int i = 0; i < 10; i++) {
                shop.charge(false);
            }
            assertThat(stripe.getState()).isEqualTo(State.CLOSED);

            server.write(
                    "changing.yml",
                    BREAKER + "wait-duration-in-open-state: 1h\n" + BREAKER + "minimum-number-of-calls: 10");
            await().until(() -> !heard.isEmpty()); // on the ten calls it had seen before

            assertThat(stripe.getState()).isEqualTo(State.OPEN);
            assertThat(shop.breaker("stripe")).isSameAs(stripe);
            assertThat(heard)
                    .singleElement()
                    .satisfies(opening -> assertThat(opening.to()).isEqualTo(State.OPEN));
            assertThat(stripe.counts().failed()).isEqualTo(10);
            assertThat(shop.failedChargesMeasured()).isEqualTo(10);
            assertThat(shop.policy()).isEqualTo("5s / 50 % / 10 / 1h");
            assertThat(log).contains("Policy of stripe changed: circuitbreaker.minimum-number-of-calls 20 -> 10");

            server.delete("changing.yml");
            await().until(() -> shop.policy().equals(RunningShop.SHIPPED));
            assertThat(stripe.getState()).isEqualTo(State.OPEN);
            assertThat(stripe.counts().failed()).isEqualTo(10);
        }
    }

    @Test
    void aBadPolicyIsRefusedWholeAndSaidOnce(RunningConfigServer server, CapturedOutput log) throws Exception {
        try (RunningShop shop = new RunningShop("refusing", server, cache)) {
            server.write("refusing.yml", BREAKER + "failure-rate-threshold: 45");
            await().until(() -> shop.policy().equals("5s / 45 % / 20 / 30s"));

            server.write(
                    "refusing.yml",
                    BREAKER + "failure-rate-threshold: 40\n" + BREAKER + "minimum-number-of-calls: 0\n"
                            + "resilience4j.circuitbreaker.instances.strip.failure-rate-threshold: 40");
            await().until(() -> log.getAll().contains("are refused"));
            long asked = shop.asked().succeeded();
            await().until(() -> shop.asked().succeeded() > asked + 3);

            assertThat(shop.policy()).isEqualTo("5s / 45 % / 20 / 30s");
            assertThat(log.getAll().lines().filter(line -> line.contains("are refused")))
                    .singleElement()
                    .asString()
                    .contains(
                            "WARN",
                            BREAKER + "minimum-number-of-calls is 0, but must be a whole number of calls, 1..10000",
                            "instances.strip.failure-rate-threshold is 40, but this service has none of that name");
        }
        try (RunningShop restarted = new RunningShop("refusing", server, cache)) {
            assertThat(restarted.policy()).isEqualTo("5s / 45 % / 20 / 30s"); // only what was good is kept
        }
    }

    @Test
    void whatIsNoPolicyAtAllIsAFailureOfTheServer(RunningConfigServer server) throws Exception {
        try (RunningShop shop = new RunningShop("garbled", server, cache)) {
            await().until(() -> shop.asked().succeeded() > 0);
            server.write("garbled.yml", "resilience4j: [");

            await().until(() -> shop.asked().failed() > 0 && shop.degraded() > 0);

            assertThat(shop.policy()).isEqualTo(RunningShop.SHIPPED);
        }
    }
}
