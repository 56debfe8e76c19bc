package dev.breakwater.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.notification.channel.Delivery;
import dev.breakwater.notification.channel.Delivery.Accepted;
import dev.breakwater.notification.channel.Delivery.NotSent;
import dev.breakwater.notification.channel.Delivery.Queued;
import dev.breakwater.notification.channel.MessageChannel;
import dev.breakwater.notification.message.Notice;
import dev.breakwater.notification.message.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever hands over a message may rely on, whoever takes it. */
abstract class ChannelContract {

    final Stack stack = Stack.shared();

    abstract MessageChannel channel();

    /** How often the provider has this event's message. */
    abstract long has(String event);

    /** The other side refuses or drops every call before it does anything. */
    abstract void away();

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void whatIsTakenReachesTheProviderOnce() {
        Notice notice = notice();
        assertThat(channel().deliver(notice)).isInstanceOfAny(Accepted.class, Queued.class);
        await().atMost(Stack.PATIENCE).until(() -> has(notice.eventId()) == 1);
    }

    @Test
    void whileTheOtherSideIsAwayTheMessageIsCertainlyNotThereAndReasonsHoldNothingPersonal() {
        away();
        Notice notice = notice();
        for (int i = 0; i < 8; i++) { // in the end the breaker says so
            Delivery delivery = channel().deliver(notice);
            assertThat(delivery).isInstanceOf(NotSent.class);
            assertThat(delivery.toString())
                    .doesNotContain("ada@")
                    .doesNotContain("Ada")
                    .doesNotContain("+49151");
        }
        assertThat(has(notice.eventId())).isZero();
    }

    /** Null where the message is a mail. */
    @Nullable
    String phone() {
        return null;
    }

    private Notice notice() {
        return new Notice(
                Notices.event(), Template.PAYMENT_PENDING, "ada@example.org", "Ada", phone(), "order-1", Map.of());
    }
}
