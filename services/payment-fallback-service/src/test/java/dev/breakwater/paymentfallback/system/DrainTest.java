package dev.breakwater.paymentfallback.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Fault;
import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Says;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Transition;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrainTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static DrainSystem system;

    @BeforeAll
    static void start() {
        system = new DrainSystem(
                "breakwater.sqs.max-receive-count=3",
                "breakwater.sqs.min-visibility=1s",
                "resilience4j.circuitbreaker.instances.sqs.wait-duration-in-open-state=1s",
                "resilience4j.circuitbreaker.instances.payment-service.wait-duration-in-open-state=1s",
                "resilience4j.circuitbreaker.instances.payment-service.minimum-number-of-calls=4",
                "resilience4j.circuitbreaker.instances.payment-service.slow-call-duration-threshold=400ms",
                "resilience4j.timelimiter.instances.payment-service.timeout-duration=1s");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /** What the test before has left in the queue is settled first. */
    @BeforeEach
    void beginEmpty() {
        system.sqs.start();
        system.healthy();
        await().atMost(SOON).untilAsserted(() -> {
            system.healthy();
            assertThat(system.inQueue()).isZero();
            assertThat(system.deadLettered()).isZero();
        });
        system.payments.reset();
    }

    @Test
    void queuedPaymentIsSettledAndLeavesTheQueue() {
        UUID order = UUID.randomUUID();
        system.queue(order);
        await().atMost(SOON).untilAsserted(() -> assertThat(system.inQueue()).isZero());
        assertThat(system.payments.settlements)
                .singleElement()
                .asString()
                .startsWith(order.toString())
                .contains("\"amountMinor\":1299", "\"paymentMethod\":\"pm_card_visa\"");
    }

    @Test
    void bothQueuesKeepAPaymentForAsLongAsSqsCan() {
        system.queue(UUID.randomUUID());
        assertThat(system.front.creations)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(queue -> queue.contains("\"MessageRetentionPeriod\":\"1209600\""));
    }

    @Test
    void nothingIsReceivedWhileTheProviderIsAway() {
        system.payments.providerAvailable = false;
        awaitGateQuestions(2);
        system.queue(UUID.randomUUID());
        awaitGateQuestions(5);
        assertThat(system.payments.settlements).isEmpty();
        assertThat(system.depth().body().path("depth").asLong()).isEqualTo(1);
    }

    @Test
    void drainBeginsOneByOneAndThenGoesWide() {
        system.payments.providerAvailable = false;
        awaitGateQuestions(2);
        List<UUID> orders = queue(12);
        system.payments.permits.drainPermits();
        system.payments.providerAvailable = true;
        for (int settled = 0; settled < 3; settled++) {
            int begun = settled + 1;
            await().atMost(SOON).until(() -> system.payments.settlements.size() == begun);
            assertThat(system.payments.mostAtOnce).hasValue(1);
            system.payments.permits.release();
        }
        await().atMost(SOON).until(() -> system.payments.mostAtOnce.get() > 1);
        system.payments.permits.release(100);
        awaitSettled(orders);
    }

    @Test
    void paymentStaysInTheQueueWhileTheProviderGivesNoAnswer() {
        system.payments.says = Says.PROVIDER_AWAY;
        UUID order = UUID.randomUUID();
        system.queue(order);
        await().atMost(SOON).until(() -> !system.payments.settlements.isEmpty());
        assertThat(system.inQueue()).isEqualTo(1);
        system.payments.says = Says.CHARGED;
        awaitSettled(List.of(order));
        assertThat(system.payments.reviews).isEmpty();
    }

    @Test
    void absentProviderDoesNotOpenTheBreakerOfPaymentService() {
        system.payments.says = Says.PROVIDER_AWAY;
        queue(5);
        await().atMost(SOON).until(() -> system.payments.settlements.size() >= 5);
        assertThat(system.breaker("payment-service").getState()).hasToString("CLOSED");
    }

    @Test
    void paymentGoesToReviewAfterItsLastAttempt() {
        system.payments.says = Says.BROKEN;
        UUID order = UUID.randomUUID();
        system.queue(order);
        await().atMost(SOON).until(() -> !system.payments.reviews.isEmpty());
        assertThat(system.payments.settlements).hasSize(3);
        assertThat(system.payments.reviews.get(0)).startsWith(order.toString()).contains("\"reason\":");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(system.inQueue()).isZero();
            assertThat(system.deadLettered()).isZero();
        });
    }

    @Test
    void sameOrderTwiceIsQueuedOnce() {
        system.payments.providerAvailable = false;
        awaitGateQuestions(2);
        UUID order = UUID.randomUUID();
        assertThat(system.queue(order).status()).isEqualTo(202);
        assertThat(system.queue(order).status()).isEqualTo(202);
        assertThat(system.inQueue()).isEqualTo(1);
    }

    @Test
    void absentSqsIsAProblemWithRetryAfterAndOpensItsBreakerAndWhatWasQueuedBeforeIsSettledAfterwards() {
        system.payments.providerAvailable = false;
        awaitGateQuestions(2);
        List<UUID> orders = queue(20);
        system.sqs.kill();
        await().atMost(SOON).until(() -> {
            DrainSystem.Answer answer = system.queue(UUID.randomUUID());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            return system.breaker("sqs").getState().toString().equals("OPEN");
        });
        system.payments.providerAvailable = true;
        system.sqs.start();
        awaitSettled(orders);
    }

    @Test
    void killOfSqsInTheMiddleOfTheDrainLosesNothing() {
        system.payments.permits.drainPermits();
        List<UUID> orders = queue(20);
        system.payments.permits.release(5);
        await().atMost(SOON).until(() -> system.payments.settlements.size() >= 5);
        system.sqs.kill();
        system.payments.permits.release(1000);
        system.sqs.start();
        awaitSettled(orders);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void paymentsWaitWhilePaymentServiceIsIllAndAreSettledWhenItIsWell(Fault fault) {
        List<Transition> changes = new CopyOnWriteArrayList<>();
        ((BreakwaterCircuitBreaker) system.breaker("payment-service")).onTransition(changes::add);
        system.payments.strike(fault);
        List<UUID> orders;
        try {
            orders = queue(5);
            await().atMost(SOON).until(() -> changes.stream().anyMatch(change -> change.to() == State.OPEN));
            if (fault != Fault.SLOW) { // slowly settled is settled
                assertThat(system.payments.settlements).isEmpty();
                assertThat(system.inQueue()).isEqualTo(5);
            }
        } finally {
            system.payments.heal(fault);
        }
        awaitSettled(orders);
        assertThat(system.payments.reviews).isEmpty();
        await().atMost(SOON).until(() -> changes.stream().anyMatch(change -> change.to() == State.CLOSED));
        assertThat(changes.get(0).from()).isEqualTo(State.CLOSED);
        assertThat(changes).extracting(Transition::to).containsSubsequence(State.OPEN, State.HALF_OPEN, State.CLOSED);
        assertThat(changes).extracting(Transition::cause).doesNotContain("asked for", "reset");
    }

    @Test
    void refusalConcernsOnePaymentAndHoldsUpNoOther() {
        system.payments.says = Says.MISMATCH;
        UUID refused = UUID.randomUUID();
        system.queue(refused);
        await().atMost(SOON).until(() -> !system.payments.settlements.isEmpty());
        system.payments.says = Says.CHARGED;
        assertThat(system.breaker("payment-service").getState()).hasToString("CLOSED");
        awaitSettled(queue(3));
    }

    @Test
    void fiftyPaymentsASecondAndABurstAreAllTaken() {
        system.payments.providerAvailable = false;
        awaitGateQuestions(2);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(60);
        List<Future<DrainSystem.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long dueMillis = i < 50 ? 0 : (i - 50) * 20L;
            answers.add(clock.schedule(() -> system.queue(UUID.randomUUID()), dueMillis, TimeUnit.MILLISECONDS));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get().status()).isEqualTo(202));
        clock.shutdownNow();
        assertThat(system.inQueue()).isEqualTo(150);
    }

    private void awaitGateQuestions(int more) {
        int enough = system.payments.gateQuestions.get() + more;
        await().atMost(SOON).until(() -> system.payments.gateQuestions.get() >= enough);
    }

    private List<UUID> queue(int count) {
        List<UUID> orders = Stream.generate(UUID::randomUUID).limit(count).toList();
        orders.forEach(order -> assertThat(system.queue(order).status()).isEqualTo(202));
        return orders;
    }

    private void awaitSettled(Collection<UUID> orders) {
        await().atMost(SOON).untilAsserted(() -> {
            Set<String> asked = system.payments.settlements.stream()
                    .map(settlement -> settlement.substring(0, 36))
                    .collect(Collectors.toSet());
            assertThat(asked).containsAll(orders.stream().map(UUID::toString).toList());
            assertThat(system.inQueue()).isZero();
        });
    }
}
