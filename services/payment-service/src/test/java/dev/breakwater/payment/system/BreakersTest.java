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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to be ill opens the breaker, health closes it without a restart, and whatever came of the orders meanwhile each is paid once. */
@ExtendWith(InSystem.class)
class BreakersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_ONCE = 20;
    private static final Duration LATE = Duration.ofMillis(600);
    private static final String SLOW_STATEMENTS =
            "create or replace function be_slow() returns trigger language plpgsql as"
                    + " 'begin perform pg_sleep(0.6); return null; end';"
                    + "create trigger slow after insert or update on payments for each statement execute function be_slow()";
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);

    enum Illness {
        CRASH(Fault.RESET),
        HANG(Fault.TIMEOUT),
        ERROR(Fault.ERROR_503),
        SLOW(Fault.SLOW);

        /** What it is at a simulator. */
        private final Fault fault;

        Illness(Fault fault) {
            this.fault = fault;
        }

        FaultSettings settings() {
            FaultSettings always = FaultSettings.always();
            return this == SLOW ? always.with("delayMs", LATE.toMillis()) : always;
        }
    }

    /** A breaker, and the answer to a charge while what it protects is well, and while that is not asked. */
    private enum Row {
        STRIPE("stripe", "pm_card_visa", "CHARGED", "QUEUED stripe=queuePayment"),
        BANK("bank-api", "pm_card_visa_debit", "CHARGED stripe=chargeAtBank", "QUEUED stripe=queuePayment"),
        QUEUE("payment-fallback-service", "pm_card_visa", "QUEUED stripe=queuePayment", "QUEUED stripe=holdPayment"),
        DATABASE("payment-db", "pm_card_visa", "CHARGED", "QUEUED payment-db=queuePayment");

        private final String breaker;
        private final String card;
        private final String well;
        private final String without;

        Row(String breaker, String card, String well, String without) {
            this.breaker = breaker;
            this.card = card;
            this.well = well;
            this.without = without;
        }
    }

    private final PaymentSystem system;

    private final List<UUID> orders = new ArrayList<>();

    BreakersTest(PaymentSystem system) {
        this.system = system;
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void withoutStripeDebitCardsAreChargedAtTheBankAndOthersAreQueued(Illness illness) {
        opensAndCloses(Row.STRIPE, illness, () -> {
            assertThat(queuedOfTheLast()).contains(Row.STRIPE.card);
            UUID order = UUID.randomUUID();
            assertThat(charge(order, "pm_card_visa_debit")).isEqualTo("CHARGED stripe=chargeAtBank");
            assertThat(system.bank.charges(order)).isEqualTo(1);
        });
        eachIsPaidOnce(Row.STRIPE.card);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheBankDebitCardsAreQueuedToo(Illness illness) {
        system.breaker("stripe").transitionToForcedOpenState();
        opensAndCloses(Row.BANK, illness, () -> {
            assertThat(queuedOfTheLast()).contains(Row.BANK.card);
            assertThat(providerOfTheLast()).as("it was never sent to the bank").isEqualTo("STRIPE");
        });
        eachIsPaidOnce(Row.BANK.card);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheQueuePaymentsAreHeldAndItGetsThemWhenItIsBack(Illness illness) {
        system.breaker("stripe").transitionToForcedOpenState();
        opensAndCloses(Row.QUEUE, illness, () -> assertThat(queuedOfTheLast()).isEmpty());
        await().atMost(SOON)
                .until(() -> orders.stream()
                        .allMatch(order -> system.queue.queued(order.toString()).contains(Row.QUEUE.card)));
        eachIsPaidOnce(Row.QUEUE.card);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheDatabaseNothingIsChargedAndAllIsQueued(Illness illness) {
        opensAndCloses(
                Row.DATABASE, illness, () -> assertThat(queuedOfTheLast()).contains(Row.DATABASE.card));
        eachIsPaidOnce(Row.DATABASE.card);
    }

    private void opensAndCloses(Row row, Illness illness, Runnable checkedWhileOpen) {
        BreakwaterCircuitBreaker breaker = (BreakwaterCircuitBreaker) system.breaker(row.breaker);
        List<State> states = new CopyOnWriteArrayList<>();
        breaker.onTransition(change -> states.add(change.to()));
        probesAfter("30m", row);
        charge(row); // the customer, or the token, before the faults
        strike(row, illness);
        try {
            await().atMost(SOON).until(() -> {
                assertThat(chargeAtOnce(row)).isSubsetOf(promised(row, illness));
                return states.contains(State.OPEN);
            });
            await().atMost(SOON)
                    .until(
                            () -> { // what was given up before may arrive late
                                long asked = asked(row, illness);
                                assertThat(charge(row)).isEqualTo(row.without);
                                return asked(row, illness) == asked;
                            });
            checkedWhileOpen.run();
        } finally {
            heal(row, illness);
        }
        probesAfter("1s", row);
        await().atMost(SOON).until(() -> charge(row).equals(row.well) && breaker.getState() == State.CLOSED);
        assertThat(states).startsWith(State.OPEN).endsWith(State.HALF_OPEN, State.CLOSED);
    }

    private static List<String> promised(Row row, Illness illness) {
        if (illness != Illness.SLOW) {
            return List.of(row.without);
        }
        // 503: charged or not, it could not be recorded; the record that was made before says so
        return row == Row.DATABASE ? List.of(row.well, row.without, "503") : List.of(row.well, row.without);
    }

    /** Probes so long after opening; and slowness, and that nobody answers, show soon. */
    private void probesAfter(String wait, Row row) {
        String breaker = "resilience4j.circuitbreaker.instances." + row.breaker;
        List<String> figures = new ArrayList<>(List.of(
                breaker + ".wait-duration-in-open-state=" + wait,
                breaker + ".slow-call-duration-threshold=500ms",
                breaker + ".slow-call-rate-threshold=30")); // of a charge's statements only those that write are slow
        if (row != Row.DATABASE) { // which has no time limit
            figures.add("resilience4j.timelimiter.instances." + row.breaker + ".timeout-duration=1500ms");
        }
        system.policies(figures.toArray(String[]::new));
    }

    private String charge(Row row) {
        UUID order = UUID.randomUUID();
        orders.add(order);
        return charge(order, row.card);
    }

    /** The payment's status, and what it was degraded to. */
    private String charge(UUID order, String card) {
        Answer answer = system.api.charge(order, system.api.body(1299, card));
        return answer.status() == 200
                ? (answer.text("status") + " " + answer.header("X-Degraded")).strip()
                : Integer.toString(answer.status());
    }

    private List<String> chargeAtOnce(Row row) {
        List<UUID> batch = Stream.generate(UUID::randomUUID).limit(AT_ONCE).toList();
        orders.addAll(batch);
        return batch.stream()
                .map(order -> CompletableFuture.supplyAsync(() -> charge(order, row.card), THREADS))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** What must not grow while the breaker is open. */
    private long asked(Row row, Illness illness) {
        return switch (row) {
            case STRIPE -> system.stripe.struck(illness.fault);
            case BANK -> system.bank.struck(illness.fault);
            case QUEUE -> system.queue.requests();
            case DATABASE -> system.stripe.requests(); // no charge is tried without its record
        };
    }

    private String queuedOfTheLast() {
        return system.queue.queued(last().toString());
    }

    private UUID last() {
        return orders.get(orders.size() - 1);
    }

    private String providerOfTheLast() {
        return system.surroundings
                .jdbc()
                .sql("select provider from payments where order_id = ?")
                .param(last())
                .query(String.class)
                .single();
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

    private void strike(Row row, Illness illness) {
        switch (row) {
            case STRIPE -> system.stripe.fault(illness.fault, illness.settings());
            case BANK -> system.bank.fault(illness.fault, illness.settings());
            case QUEUE -> {
                switch (illness) {
                    case CRASH -> system.queue.crash();
                    case HANG -> system.queue.delay(Duration.ofMinutes(1));
                    case ERROR -> system.queue.goAway();
                    case SLOW -> system.queue.delay(LATE);
                }
            }
            case DATABASE -> {
                switch (illness) {
                    case CRASH -> system.surroundings.database.kill();
                    case HANG -> system.surroundings.database.suspend();
                    case ERROR -> sql("alter table payments rename to payments_elsewhere");
                    case SLOW -> sql(SLOW_STATEMENTS);
                }
            }
        }
    }

    private void heal(Row row, Illness illness) {
        switch (row) {
            case STRIPE -> system.stripe.heal();
            case BANK -> system.bank.heal();
            case QUEUE -> system.queue.comeBack();
            case DATABASE -> {
                switch (illness) {
                    case CRASH -> system.surroundings.database.start();
                    case HANG -> system.surroundings.database.resume();
                    case ERROR -> sql("alter table payments_elsewhere rename to payments");
                    case SLOW -> sql("drop trigger slow on payments");
                }
            }
        }
    }

    private void sql(String statements) {
        system.surroundings.jdbc().sql(statements).update();
    }
}
