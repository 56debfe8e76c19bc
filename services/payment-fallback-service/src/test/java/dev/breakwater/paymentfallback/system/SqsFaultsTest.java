package dev.breakwater.paymentfallback.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.paymentfallback.system.DrainSystem.Answer;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The breaker {@code sqs}, for each way in which SQS can be ill. What was accepted is settled; what was not, its caller was told. */
class SqsFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int REQUESTS = 20;

    @SuppressWarnings("NullAway.Init")
    private static DrainSystem system;

    enum Fault {
        CRASH,
        HANG,
        SLOW,
        ERROR
    }

    @BeforeAll
    static void start() {
        system = new DrainSystem(
                "breakwater.sqs.min-visibility=1s",
                "breakwater.sqs.call-timeout=2s", // of which a receive waits for a second: without that the drain would
                // spin
                "resilience4j.circuitbreaker.instances.sqs.slow-call-duration-threshold=300ms");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void healthy() {
        system.healthy();
    }

    /** Whatever became of the test: the next one begins with an SQS that is well. */
    @AfterEach
    void heal() {
        system.sqs.resume();
        system.sqs.start();
        system.front.now(SqsFront.Mood.WELL);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatIsAcceptedIsSettledAndWhatIsNotIsAProblem(Fault fault) {
        BreakwaterCircuitBreaker breaker = (BreakwaterCircuitBreaker) system.breaker("sqs");
        UUID before = UUID.randomUUID();
        assertThat(system.queue(before).status()).isEqualTo(202);
        strike(fault);

        List<UUID> accepted = new ArrayList<>(List.of(before));
        List<Answer> refused = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            sortOut(accepted, refused);
            return breaker.history().stream().anyMatch(change -> change.to() == State.OPEN);
        });
        assertThat(refused).allSatisfy(answer -> assertThat(answer.status()).isIn(503, 504));

        breaker.transitionToOpenStateFor(Duration.ofMinutes(1));
        long rejected = breaker.counts().rejected();
        UUID unasked = UUID.randomUUID();
        Answer problem = system.queue(unasked);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.headers().firstValue("Retry-After")).isPresent();
        assertThat(problem.body().path("dependency").asText()).isEqualTo("sqs");
        assertThat(breaker.counts().rejected()).isGreaterThan(rejected);
        assertThat(system.front.sent)
                .anyMatch(body -> body.contains(before.toString()))
                .noneMatch(body -> body.contains(unasked.toString()));

        heal();
        breaker.transitionToOpenStateFor(Duration.ofMillis(10));
        await().atMost(SOON).until(() -> {
            UUID order = UUID.randomUUID();
            if (system.queue(order).status() == 202) {
                accepted.add(order);
            }
            return breaker.getState() == State.CLOSED;
        });
        assertThat(breaker.history()).extracting(Transition::to).contains(State.HALF_OPEN, State.CLOSED);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(accepted)
                        .allMatch(order -> system.payments.settlements.stream()
                                .anyMatch(settled -> settled.startsWith(order.toString()))));
    }

    private static void sortOut(List<UUID> accepted, List<Answer> refused) {
        List<UUID> orders =
                IntStream.range(0, REQUESTS).mapToObj(i -> UUID.randomUUID()).toList();
        List<CompletableFuture<Answer>> answers = orders.stream()
                .map(order -> CompletableFuture.supplyAsync(() -> system.queue(order)))
                .toList();
        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = answers.get(i).join();
            if (answer.status() == 202) {
                accepted.add(orders.get(i));
            } else {
                refused.add(answer);
            }
        }
    }

    private static void strike(Fault fault) {
        switch (fault) {
            case CRASH -> system.sqs.kill();
            case HANG -> system.sqs.suspend();
            case SLOW -> system.front.now(SqsFront.Mood.SLOW);
            case ERROR -> system.front.now(SqsFront.Mood.FAILS);
        }
    }
}
