package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.payment.system.PaymentApi.Answer;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to be ill opens the breaker, health closes it without a restart, and whatever came of the orders meanwhile each is paid once. */
@ExtendWith(InSystem.class)
class BreakersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_ONCE = 20;
    private static final String SLOW_STATEMENTS =
            "create or replace function be_slow() returns trigger language plpgsql as"
                    + " 'begin perform pg_sleep(0.6); return null; end';"
                    + "create trigger slow after insert or update on payments for each statement execute function be_slow()";

    private final PaymentSystem system;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);

    private final List<UUID> orders = new ArrayList<>();
    private final List<State> states = new CopyOnWriteArrayList<>();

    /** What strikes the database. */
    enum DatabaseFault {
        CRASH,
        HANG,
        SLOW,
        ERROR
    }

    BreakersTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    void slownessShowsSoon() {
        system.policies(
                "resilience4j.circuitbreaker.instances.stripe.slow-call-duration-threshold=300ms",
                "resilience4j.circuitbreaker.instances.bank-api.slow-call-duration-threshold=300ms",
                "resilience4j.circuitbreaker.instances.payment-db.slow-call-duration-threshold=500ms",
                // of a charge's statements only those that write are slow
                "resilience4j.circuitbreaker.instances.payment-db.slow-call-rate-threshold=30");
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"stripe, pm_card_visa", "bank-api, pm_card_visa_debit"})
    void slownessOpensTheBreakerAndNothingIsChargedTwice(String name, String card) {
        BreakwaterCircuitBreaker breaker = watched(name);
        if (name.equals("bank-api")) {
            system.breaker("stripe").transitionToForcedOpenState();
        }
        charge(card); // the customer, or the token, before the faults
        system.stripe.fault("slow", "{\"delayMs\":400}");
        system.bank.fault(Fault.SLOW, FaultSettings.always().with("delayMs", 400));
        chargeUntilOpen(card)
                .forEach(answer -> assertThat(answer.text("status")).isIn("CHARGED", "QUEUED"));

        breaker.transitionToOpenStateFor(Duration.ofMinutes(1));
        long asked = system.stripe.requests() + system.bank.decisions();
        assertThat(charge(card).text("status")).isEqualTo("QUEUED");
        assertThat(system.stripe.requests() + system.bank.decisions()).isEqualTo(asked);

        system.stripe.heal();
        system.bank.heal();
        recovers(breaker, card);
        eachIsPaidOnce(card);
    }

    @ParameterizedTest
    @EnumSource(DatabaseFault.class)
    void illDatabaseOpensItsBreakerAndIsUsedAgainWhenItIsWell(DatabaseFault fault) {
        BreakwaterCircuitBreaker breaker = watched("payment-db");
        charge("pm_card_visa");
        strike(fault);
        try {
            // 503: charged or not, it could not be recorded; the record that was made before says so
            chargeUntilOpen("pm_card_visa")
                    .forEach(answer -> assertThat(answer.status()).isIn(200, 503));
            breaker.transitionToOpenStateFor(Duration.ofMinutes(1));
            long requests = system.stripe.requests();
            Answer answer = charge("pm_card_visa");
            assertThat(answer.text("status")).isEqualTo("QUEUED");
            assertThat(answer.header("X-Degraded")).isEqualTo("payment-db=queuePayment");
            assertThat(system.stripe.requests()).isEqualTo(requests);
        } finally {
            heal(fault);
        }
        recovers(breaker, "pm_card_visa");
        eachIsPaidOnce("pm_card_visa");
    }

    @Test
    void queueThatIsAwayOpensItsBreakerAndGetsWhatWasHeldWhenItIsBack() {
        BreakwaterCircuitBreaker breaker = watched("payment-fallback-service");
        system.breaker("stripe").transitionToForcedOpenState();
        system.queue.goAway();
        chargeUntilOpen("pm_card_visa").forEach(answer -> {
            assertThat(answer.text("status")).isEqualTo("QUEUED");
            assertThat(answer.header("X-Degraded")).isEqualTo("stripe=holdPayment");
        });

        system.queue.comeBack(); // and the outbox is the probe
        await().atMost(SOON).until(() -> breaker.getState() == State.CLOSED);
        assertThat(states).contains(State.OPEN, State.HALF_OPEN, State.CLOSED);
        await().atMost(SOON)
                .until(() -> orders.stream()
                        .noneMatch(
                                order -> system.queue.queued(order.toString()).isEmpty()));
        system.breaker("stripe").reset();
        eachIsPaidOnce("pm_card_visa");
    }

    private BreakwaterCircuitBreaker watched(String name) {
        BreakwaterCircuitBreaker breaker = (BreakwaterCircuitBreaker) system.breaker(name);
        breaker.onTransition(change -> states.add(change.to()));
        return breaker;
    }

    private Answer charge(String card) {
        UUID order = UUID.randomUUID();
        orders.add(order);
        return system.api.charge(order, system.api.body(1299, card));
    }

    private List<Answer> chargeUntilOpen(String card) {
        List<Answer> answers = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            List<UUID> batch = Stream.generate(UUID::randomUUID).limit(AT_ONCE).toList();
            orders.addAll(batch);
            batch.stream()
                    .map(order -> CompletableFuture.supplyAsync(
                            () -> system.api.charge(order, system.api.body(1299, card)), THREADS))
                    .toList()
                    .forEach(answer -> answers.add(answer.join()));
            return states.contains(State.OPEN);
        });
        return answers;
    }

    private void recovers(BreakwaterCircuitBreaker breaker, String card) {
        states.clear();
        breaker.transitionToOpenStateFor(Duration.ofMillis(10));
        await().atMost(SOON)
                .until(() -> charge(card).text("status").equals("CHARGED") && breaker.getState() == State.CLOSED);
        assertThat(states).containsSubsequence(State.HALF_OPEN, State.CLOSED);
    }

    private void eachIsPaidOnce(String card) {
        system.healthy();
        for (UUID order : orders) {
            await().atMost(SOON)
                    .until(() -> system.api
                            .settle(order, system.api.body(1299, card))
                            .text("status")
                            .equals("CHARGED"));
            assertThat(system.stripe.charges(order) + system.bank.charges(order))
                    .isEqualTo(1);
        }
    }

    private void strike(DatabaseFault fault) {
        switch (fault) {
            case CRASH -> system.surroundings.database.kill();
            case HANG -> system.surroundings.database.suspend();
            case SLOW -> sql(SLOW_STATEMENTS);
            case ERROR -> sql("alter table payments rename to payments_elsewhere");
        }
    }

    private void heal(DatabaseFault fault) {
        switch (fault) {
            case CRASH -> system.surroundings.database.start();
            case HANG -> system.surroundings.database.resume();
            case SLOW -> sql("drop trigger slow on payments");
            case ERROR -> sql("alter table payments_elsewhere rename to payments");
        }
    }

    private void sql(String statements) {
        system.surroundings.jdbc().sql(statements).update();
    }
}
