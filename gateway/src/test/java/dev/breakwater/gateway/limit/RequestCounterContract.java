package dev.breakwater.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every counter does, wherever it keeps its numbers. */
abstract class RequestCounterContract {

    static final int LIMIT = 20;
    static final SlidingWindow LONG =
            new SlidingWindow(LIMIT, Duration.ofHours(1).toMillis());
    static final SlidingWindow SHORT = new SlidingWindow(LIMIT, 400);

    abstract RequestCounter counter(SlidingWindow window);

    private final String client = "user:" + UUID.randomUUID();

    @Test
    void exactlySoManyPassAsTheLimitSays() {
        RequestCounter counter = counter(LONG);
        for (int taken = 1; taken <= LIMIT; taken++) {
            Verdict verdict = take(counter, client);
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.remaining()).isEqualTo(LIMIT - taken);
            assertThat(verdict.limit()).isEqualTo(LIMIT);
        }
        for (int i = 0; i < 5; i++) {
            Verdict refused = take(counter, client);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.remaining()).isZero();
            assertThat(refused.next()).isBetween(Duration.ofMillis(1), Duration.ofHours(2));
        }
    }

    @Test
    void oneClientsLimitIsNotAnothers() {
        RequestCounter counter = counter(LONG);
        IntStream.range(0, LIMIT).forEach(i -> take(counter, client));
        assertThat(take(counter, client).allowed()).isFalse();
        assertThat(take(counter, client + "2").allowed()).isTrue();
    }

    @Test
    void atOnceNoMorePassThanOneByOne() {
        RequestCounter counter = counter(LONG);
        Long allowed = Flux.range(0, LIMIT * 5)
                .flatMap(i -> counter.take(client), 50)
                .filter(Verdict::allowed)
                .count()
                .block();
        assertThat(allowed).isEqualTo(LIMIT);
    }

    @Test
    void nothingIsCountedBeforeSomebodyWaitsForIt() {
        RequestCounter counter = counter(LONG);
        Mono<Verdict> never = counter.take(client);
        assertThat(never).isNotNull();
        assertThat(take(counter, client).remaining()).isEqualTo(LIMIT - 1);
    }

    @Test
    void whatIsRefusedIsAllowedAgainAfterTheWaitThatWasTold() {
        RequestCounter counter = counter(SHORT);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !take(counter, client).allowed());
        Verdict refused = take(counter, client);
        if (!refused.allowed()) {
            Verdict afterwards =
                    Objects.requireNonNull(Mono.delay(refused.next().plusMillis(20))
                            .then(counter.take(client))
                            .block());
            assertThat(afterwards.allowed()).isTrue();
        }
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ofMillis(2 * SHORT.millis()))
                .untilAsserted(
                        () -> assertThat(take(counter, client).remaining()).isGreaterThan(LIMIT / 2));
    }

    static Verdict take(RequestCounter counter, String client) {
        return Objects.requireNonNull(counter.take(client).block());
    }
}
