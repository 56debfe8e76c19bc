package dev.breakwater.simulators.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same clients at the same bank: what an overload does depends on whether they come again. */
class OverloadedBankTest {

    private static final int CLIENTS = 10;
    private static final int ATTEMPTS = 6;
    /** Enough for three calls, so that most of a burst waits longer. */
    private static final Duration IMPATIENT = Duration.ofMillis(150);

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger answered = new AtomicInteger();
    private BankSimulator bank;
    private BankClient client;

    @BeforeEach
    void overloaded() throws IOException {
        bank = BankSimulator.start(BankSimulator.Config.random());
        client = new BankClient(bank);
        client.authorize();
        bank.faults()
                .on(
                        Fault.OVERLOAD,
                        FaultSettings.always().with("concurrency", 1).with("workMs", 50));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        bank.close();
    }

    @Test
    void aBurstDrainsAndEverybodyIsAnswered() throws Exception {
        together(number -> pay("key-" + number));

        assertThat(answered).hasValue(CLIENTS);
        assertThat(waiting()).isZero();
    }

    @Test
    void whoGivesUpAndComesAgainKeepsTheBankBusyWithCallsThatNobodyWaitsFor() throws Exception {
        client.patience(IMPATIENT);
        Queue<Long> lengths = new ConcurrentLinkedQueue<>();

        together(number -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                pay("key-" + number + "-" + attempt);
                lengths.add(waiting());
            }
        });

        assertThat(lengths).hasSize(CLIENTS * ATTEMPTS).allMatch(length -> length > 0);
        assertThat(answered.get())
                .as("of six times as many calls as in the burst")
                .isLessThan(CLIENTS);
        await().until(() -> waiting() == 0);
        await().untilAsserted(() ->
                assertThat(bank.ledger().charges()).as("executed all the same").hasSize(CLIENTS * ATTEMPTS));
    }

    private void pay(String key) throws IOException {
        try {
            client.pay(key);
            answered.incrementAndGet();
        } catch (HttpTimeoutException gaveUp) {
            // comes again, or not
        }
    }

    private long waiting() {
        Long waiting = bank.faults().state(Fault.OVERLOAD).waiting();
        return waiting == null ? -1 : waiting;
    }

    private interface Client {
        void call(int number) throws IOException;
    }

    private void together(Client each) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                each.call(number);
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }
}
