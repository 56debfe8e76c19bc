package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The same policy as of the calls that hold a thread; and nothing is lost or counted when nobody waits for the answer any more. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:breakwater-policies.yml",
            "resilience4j.circuitbreaker.instances.dependency.base-config=web-service",
            "resilience4j.bulkhead.instances.dependency.base-config=web-service",
            "resilience4j.bulkhead.instances.dependency.max-concurrent-calls=2",
            "resilience4j.timelimiter.instances.dependency.base-config=web-service",
            "resilience4j.retry.instances.dependency.base-config=web-service",
            "resilience4j.retry.instances.dependency.wait-duration=1ms"
        })
class ReactiveGuardedCallTest {

    private static final int CALLS_NEEDED = 20;

    private final Guards guards;
    private final BreakwaterCircuitBreaker breaker;
    private final BulkheadRegistry bulkheads;
    private final MeterRegistry meters;
    private final AtomicInteger sent = new AtomicInteger();

    ReactiveGuardedCallTest(
            @Autowired Guards guards,
            @Autowired CircuitBreakerRegistry breakers,
            @Autowired BulkheadRegistry bulkheads,
            @Autowired MeterRegistry meters) {
        this.guards = guards;
        this.breaker = (BreakwaterCircuitBreaker) breakers.circuitBreaker("dependency");
        this.bulkheads = bulkheads;
        this.meters = meters;
    }

    @BeforeEach
    void closed() {
        breaker.reset();
    }

    @Test
    void nothingHappensBeforeSubscription() {
        long asked = breaker.counts().asked();

        Mono<String> prepared = full(Mono.just("answer")).with("a");

        assertThat(sent).hasValue(0);
        assertThat(breaker.counts().asked()).isEqualTo(asked);
        assertThat(prepared.block()).isEqualTo("answer");
        assertThat(prepared.block()).isEqualTo("answer");
        assertThat(sent).hasValue(2);
        assertThat(breaker.counts().asked()).isEqualTo(asked + 2);
    }

    @Test
    void twentyFailuresOpenTheBreakerAndNothingIsSentAfterThem() {
        ReactiveGuardedCall<String, String> call = full(Mono.error(new IOException("down")));
        for (int i = 0; i < CALLS_NEEDED + 5; i++) {
            assertThatThrownBy(() -> call.with("a").block()).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThat(sent).hasValue(CALLS_NEEDED);
        assertThat(breaker.getState()).isEqualTo(State.OPEN);
        assertThatThrownBy(() -> call.with("a").block())
                .isInstanceOfSatisfying(DependencyUnavailableException.class, rejected -> {
                    assertThat(rejected.trouble().neverSent()).isTrue();
                    assertThat(rejected.retryAfter()).isPositive();
                });
    }

    @Test
    void theBreakerIsTheOneOfTheCallsThatHoldAThread() {
        GuardedCall<String, String> blocking = guards.on("dependency")
                .circuitBreaker()
                .call(argument -> {
                    throw new IOException("down");
                });
        for (int i = 0; i < CALLS_NEEDED; i++) {
            assertThatThrownBy(() -> blocking.with("a")).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThatThrownBy(() -> full(Mono.just("answer")).with("a").block())
                .isInstanceOf(DependencyUnavailableException.class);
        assertThat(sent).hasValue(0);
    }

    @Test
    void aCallThatNobodyWaitsForAnyMoreGivesBackItsPlaceAndCountsForNothing() {
        long succeeded = breaker.counts().succeeded();
        long failed = breaker.counts().failed();
        for (int i = 0; i < CALLS_NEEDED * 2; i++) {
            Disposable waiting = full(Mono.<String>never()).with("a").subscribe();
            waiting.dispose();
        }

        assertThat(sent).hasValue(CALLS_NEEDED * 2);
        assertThat(breaker.counts().succeeded()).isEqualTo(succeeded);
        assertThat(breaker.counts().failed()).isEqualTo(failed);
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(places()).isEqualTo(2);
    }

    @Test
    void aProbeThatNobodyWaitsForAnyMoreLeavesItsPlaceToTheNext() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        Disposable probe = full(Mono.<String>never()).with("a").subscribe();
        assertThatThrownBy(() -> full(Mono.just("second")).with("a").block())
                .isInstanceOf(DependencyUnavailableException.class);

        probe.dispose();

        for (int i = 0; i < 3; i++) {
            assertThat(full(Mono.just("answer")).with("a").block()).isEqualTo("answer");
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void noMoreCallsAreUnderWayThanThePolicyAllows() {
        Sinks.One<String> answer = Sinks.one();
        List<String> answers = new ArrayList<>();
        full(answer.asMono()).with("a").subscribe(answers::add);
        full(answer.asMono()).with("b").subscribe(answers::add);

        assertThatThrownBy(() -> full(answer.asMono()).with("c").block())
                .isInstanceOfSatisfying(
                        DependencyUnavailableException.class,
                        rejected -> assertThat(rejected.trouble())
                                .isEqualTo(new Trouble.Rejected("dependency", Trouble.Reason.CONCURRENCY_LIMIT)));

        answer.tryEmitValue("answer");
        assertThat(answers).containsExactly("answer", "answer");
        assertThat(places()).isEqualTo(2);
    }

    @Test
    void theTimeLimitEndsTheCallAndIsAFailure() {
        AtomicInteger cancelled = new AtomicInteger();
        long failed = breaker.counts().failed();

        assertThatThrownBy(() -> full(Mono.<String>never().doOnCancel(cancelled::incrementAndGet))
                        .with("a")
                        .contextWrite(context -> ReactiveDeadline.within(context, Duration.ofMillis(100)))
                        .block())
                .isInstanceOfSatisfying(
                        DependencyUnavailableException.class,
                        late -> assertThat(late.timedOut()).isTrue());

        assertThat(cancelled).hasValue(1);
        assertThat(breaker.counts().failed()).isEqualTo(failed + 1);
        assertThat(places()).isEqualTo(2);
    }

    @Test
    void theCallIsToldWhatIsLeftAndNothingIsBegunThatCannotFinish() {
        ReactiveGuardedCall<String, Duration> asking = guards.on("dependency")
                .timeLimit()
                .callReactively(argument -> Mono.deferContextual(context -> Mono.just(
                        Objects.requireNonNull(ReactiveDeadline.of(context)).remaining())));

        assertThat(asking.with("a").block()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(asking.with("a")
                        .contextWrite(context -> ReactiveDeadline.within(context, Duration.ofSeconds(2)))
                        .block())
                .isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(() -> asking.with("a")
                        .contextWrite(context -> ReactiveDeadline.within(context, Duration.ofMillis(5)))
                        .block())
                .isInstanceOfSatisfying(
                        DependencyUnavailableException.class,
                        late -> assertThat(late.trouble())
                                .isEqualTo(new Trouble.Rejected("dependency", Trouble.Reason.NO_TIME_LEFT)));
    }

    @Test
    void fallbacksAnswerInOrderAndAreCountedApart() {
        ReactiveGuardedCall<String, String> call = full(Mono.error(new IOException("down")))
                .orElse("first", (argument, trouble) -> Mono.error(new IOException("down too")))
                .orElse("second", (argument, trouble) -> Mono.just(argument + " by the second"));
        long succeeded = breaker.counts().succeeded();

        assertThat(call.with("answered").block()).isEqualTo("answered by the second");
        assertThat(counted("circuit.breaker.fallback.failed", "first")).isEqualTo(1);
        assertThat(counted("circuit.breaker.fallback.success", "second")).isEqualTo(1);
        assertThat(breaker.counts().succeeded()).isEqualTo(succeeded);
    }

    @Test
    void anAnswerAboutTheRequestPassesAsItIsAndIsNoFailure() {
        ReactiveGuardedCall<String, String> call = full(Mono.error(new Refused()));
        for (int i = 0; i < CALLS_NEEDED * 2; i++) {
            assertThatThrownBy(() -> call.with("a").block()).isInstanceOf(Refused.class);
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aFailureThatMayBeRepeatedIsRepeatedAndEachAttemptIsCounted() {
        long failed = breaker.counts().failed();
        ReactiveGuardedCall<String, String> call = retrying(Mono.defer(
                () -> sent.get() < 3 ? Mono.error(new IOException("attempt " + sent.get())) : Mono.just("answer")));

        assertThat(call.with("a").block()).isEqualTo("answer");
        assertThat(sent).hasValue(3);
        assertThat(breaker.counts().failed()).isEqualTo(failed + 2);
    }

    @Test
    void whatMayNotBeRepeatedIsSentOnce() {
        ReactiveGuardedCall<String, String> call = retrying(Mono.error(new IllegalStateException("no")));

        assertThatThrownBy(() -> call.with("a").block()).isInstanceOf(DependencyUnavailableException.class);
        assertThat(sent).hasValue(1);
    }

    private ReactiveGuardedCall<String, String> full(Mono<String> answer) {
        return guards.on("dependency")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .callReactively(argument -> send(answer));
    }

    private ReactiveGuardedCall<String, String> retrying(Mono<String> answer) {
        return guards.on("dependency")
                .retries(IOException.class::isInstance)
                .circuitBreaker()
                .callReactively(argument -> send(answer));
    }

    private Mono<String> send(Mono<String> answer) {
        sent.incrementAndGet();
        return answer;
    }

    private int places() {
        return bulkheads.bulkhead("dependency").getMetrics().getAvailableConcurrentCalls();
    }

    private double counted(String name, String fallback) {
        return meters.get(name).tag("fallback", fallback).counter().count();
    }

    private static final class Refused extends RuntimeException implements RequestRefused {
        private static final long serialVersionUID = 1L;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
