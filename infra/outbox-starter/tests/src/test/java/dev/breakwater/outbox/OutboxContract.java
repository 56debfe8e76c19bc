package dev.breakwater.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds on every database, in one service with nothing left to publish when a test begins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboxContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Ledger mails = new Ledger("mails");
    private final Ledger stock = new Ledger("stock");
    private final String url;
    private final String username;
    private final String password;
    private OutboxApplication service;

    OutboxContract(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
        service = start();
    }

    /** A relay that starts again does not wait out the pause after the last test's failures. */
    @BeforeEach
    void nothingIsLeft() {
        service.relay().stop();
        service.bean(JdbcClient.class).sql("DELETE FROM outbox").update();
        mails.forget();
        stock.forget();
        service.relay().start();
    }

    @AfterAll
    void stopService() {
        service.close();
    }

    private OutboxApplication start(String... properties) {
        return OutboxApplication.start(url, username, password, Map.of("mails", mails, "stock", stock), properties);
    }

    @Test
    void aCommittedMessageIsPublishedAtOnceAndItsRowIsGone() {
        service.transactions()
                .executeWithoutResult(
                        status -> service.outbox().add("mails", "order-1", Map.of("text", "ahoi äöü 🚢")));
        await().atMost(SOON).until(() -> !mails.received().isEmpty());
        OutboxMessage message = mails.received().get(0);
        assertThat(message.payload()).isEqualTo("{\"text\":\"ahoi äöü 🚢\"}");
        assertThat(message.key()).isEqualTo("order-1");
        await().atMost(SOON).until(() -> service.rows() == 0);
        assertThat(stock.received()).isEmpty();
    }

    @Test
    void aRolledBackMessageIsNeverPublished() {
        service.transactions().executeWithoutResult(status -> {
            service.outbox().add("mails", "key", "never");
            status.setRollbackOnly();
        });
        service.addEach("mails", IntStream.of(1));
        await().atMost(SOON).until(() -> !mails.received().isEmpty());
        assertThat(mails.payloads()).containsExactly("1");
    }

    @Test
    void addingOutsideOfATransactionFails() {
        assertThatThrownBy(() -> service.outbox().add("mails", "key", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of a transaction");
        assertThat(service.rows()).isZero();
    }

    @Test
    void aDestinationWithoutChannelIsRefusedWhenTheMessageIsAdded() {
        assertThatThrownBy(() -> service.addEach("male", IntStream.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("male")
                .hasMessageContaining("mails");
    }

    @Test
    void aFailingDestinationStopsAtItsFirstMessageAndHoldsUpNobodyElse() {
        mails.failWith(new IOException("broker away"));
        service.addEach("mails", IntStream.range(0, 20));
        service.addEach("stock", IntStream.range(0, 20));
        await().atMost(SOON).until(() -> stock.received().size() == 20 && mails.attempts() >= 3);
        assertThat(mails.received()).isEmpty();
        await().atMost(SOON).until(() -> pending("mails") == 20);

        mails.failWith(null);
        await().atMost(SOON).until(() -> mails.received().size() == 20);
        assertThat(mails.payloads()).isEqualTo(numbers(20));
        await().atMost(SOON).until(() -> pending("mails") == 0);
    }

    @Test
    void newMessagesDoNotCutTheBackOffShort() {
        mails.failWith(new IOException("broker away"));
        service.addEach("mails", IntStream.range(0, 200));
        await().atMost(SOON).until(() -> mails.attempts() >= 3);
        // Without back-off each of the 200 commits would have been an attempt.
        assertThat(mails.attempts()).isLessThan(60);
    }

    @Test
    void aTransactionThatBeganEarlierAndCommitsLaterIsNotSkipped() throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> slow =
                CompletableFuture.runAsync(() -> service.transactions().executeWithoutResult(status -> {
                    service.outbox().add("mails", "slow", "first number");
                    added.countDown();
                    awaitUninterrupted(commit);
                }));
        assertThat(added.await(10, TimeUnit.SECONDS)).isTrue();
        service.addEach("mails", IntStream.of(2));
        await().atMost(SOON).until(() -> mails.payloads().equals(List.of("2")));
        commit.countDown();
        slow.get();
        await().atMost(SOON).until(() -> mails.payloads().equals(List.of("2", "\"first number\"")));
    }

    @Test
    void twoRelaysNeverPublishToADestinationAtOnceAndKeepItsOrder() {
        try (OutboxApplication other = start("breakwater.outbox.poll=100ms", "breakwater.outbox.batch=7")) {
            for (int i = 0; i < 300; i++) {
                (i % 2 == 0 ? service : other).addEach("mails", IntStream.of(i));
            }
            await().atMost(SOON).until(() -> mails.received().size() >= 300);
            assertThat(mails.payloads()).isEqualTo(numbers(300));
            assertThat(mails.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void whatAStoppedServiceLeftIsPublishedByTheNext() {
        mails.failWith(new IOException("broker away"));
        service.addEach("mails", IntStream.range(0, 60));
        service.close();
        mails.failWith(null);
        service = start();
        await().atMost(SOON).until(() -> mails.received().size() >= 60);
        assertThat(mails.payloads()).isEqualTo(numbers(60));
    }

    @Test
    void stopEndsTheRelayAndStartResumesIt() {
        service.relay().stop();
        service.addEach("mails", IntStream.range(0, 5));
        assertThat(mails.received()).isEmpty();
        service.relay().start();
        await().atMost(SOON).until(() -> mails.received().size() == 5);
        assertThat(service.relay().isRunning()).isTrue();
    }

    private double pending(String destination) {
        return service.bean(MeterRegistry.class)
                .get("outbox.pending")
                .tag("destination", destination)
                .gauge()
                .value();
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
