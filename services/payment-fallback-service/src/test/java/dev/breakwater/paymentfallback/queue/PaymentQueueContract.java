package dev.breakwater.paymentfallback.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every queue of payments does. Visibility is one second, attempts are two. */
abstract class PaymentQueueContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration VISIBILITY = Duration.ofSeconds(1);

    /** The same for all tests of a class. */
    abstract PaymentQueue queue();

    abstract void kill();

    abstract void restart();

    @BeforeEach
    void empty() {
        await().atMost(SOON).until(() -> {
            for (QueueName name : QueueName.values()) {
                queue().receive(name, 10).forEach(left -> queue().delete(name, left));
            }
            return queue().depth().equals(new QueueDepth(0, 0, 0));
        });
    }

    @Test
    void whatIsPublishedIsReceivedAsItWas() {
        QueuedPayment payment = payment();
        queue().publish(payment);
        ReceivedPayment received = receive();
        assertThat(received.payment()).isEqualTo(payment);
        assertThat(received.receiveCount()).isEqualTo(1);
    }

    @Test
    void sameOrderTwiceIsStoredOnce() {
        QueuedPayment payment = payment();
        queue().publish(payment);
        queue().publish(payment);
        assertThat(queue().depth().depth()).isEqualTo(1);
    }

    @Test
    void whatIsReceivedIsHiddenUntilItsTimeIsOverAndThenComesBack() {
        queue().publish(payment());
        ReceivedPayment first = receive();
        assertThat(queue().receive(QueueName.PAYMENTS, 10)).isEmpty();
        assertThat(queue().depth()).isEqualTo(new QueueDepth(0, 1, 0));
        ReceivedPayment second = receive();
        assertThat(second.payment()).isEqualTo(first.payment());
        assertThat(second.receiveCount()).isEqualTo(2);
    }

    @Test
    void whatIsDeletedNeverComesBack() {
        queue().publish(payment());
        queue().delete(QueueName.PAYMENTS, receive());
        await().pollDelay(VISIBILITY.plusMillis(300))
                .atMost(SOON)
                .until(() -> queue().receive(QueueName.PAYMENTS, 10).isEmpty());
        assertThat(queue().depth()).isEqualTo(new QueueDepth(0, 0, 0));
    }

    @Test
    void whatIsPostponedStaysHiddenLonger() {
        queue().publish(payment());
        long begun = System.nanoTime();
        queue().postpone(QueueName.PAYMENTS, receive(), Duration.ofSeconds(3));
        receive();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void whatUsedUpItsAttemptsIsAmongTheDeadAndWhole() {
        QueuedPayment payment = payment();
        queue().publish(payment);
        receive();
        receive();
        List<ReceivedPayment> dead = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            assertThat(queue().receive(QueueName.PAYMENTS, 10)).isEmpty();
            dead.addAll(queue().receive(QueueName.DEAD, 10));
            return !dead.isEmpty();
        });
        assertThat(dead).extracting(ReceivedPayment::payment).containsExactly(payment);
    }

    @Test
    void noMoreAreGivenThanWereAskedFor() {
        for (int i = 0; i < 5; i++) {
            queue().publish(payment());
        }
        assertThat(queue().receive(QueueName.PAYMENTS, 3)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whatWasTakenSurvivesAKillAndWhatWasNotIsSaid() {
        QueuedPayment payment = payment();
        queue().publish(payment);
        kill();
        try {
            assertThatThrownBy(() -> queue().publish(payment())).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> queue().receive(QueueName.PAYMENTS, 1)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> queue().depth()).isInstanceOf(RuntimeException.class);
        } finally {
            restart();
        }
        assertThat(receive().payment()).isEqualTo(payment);
    }

    private ReceivedPayment receive() {
        List<ReceivedPayment> received = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            received.addAll(queue().receive(QueueName.PAYMENTS, 10));
            return !received.isEmpty();
        });
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private static QueuedPayment payment() {
        return new QueuedPayment(UUID.randomUUID(), UUID.randomUUID(), 1299, "EUR", "pm_card_visa");
    }
}
