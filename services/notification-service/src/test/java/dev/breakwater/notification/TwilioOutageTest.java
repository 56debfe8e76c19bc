package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Notices.text;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.twilio.TextMessage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwilioOutageTest {

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void whatTwilioDoesNotTakeGoesByMailAndItsBreakerOpensAndClosesByItself() throws Exception {
        double fallbacks = fallbacks();
        around.twilio.faults().on(Fault.ERROR_503, FaultSettings.always());
        List<String> events = Notices.events(12);
        stack.publish(Notices.texts(events));
        stack.oneEach(events);
        assertThat(around.mails(events)).isEqualTo(12);
        assertThat(stack.service.isOpen("twilio")).isTrue();
        assertThat(around.twilio.faults().state(Fault.ERROR_503).active()).isTrue();
        assertThat(fallbacks() - fallbacks).isEqualTo(12);

        around.twilio.faults().allOff();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            stack.publish(List.of(text(event())));
            return stack.service.breaker("twilio").getState() == CircuitBreaker.State.CLOSED;
        });
        String event = event();
        stack.publish(List.of(text(event)));
        stack.oneEach(List.of(event));
        assertThat(around.texts(List.of(event))).isEqualTo(1);
    }

    @Test
    void withSendGridAwayTooTheMailsInsteadWaitInSqs() throws Exception {
        around.twilio.faults().on(Fault.ERROR_503, FaultSettings.always());
        around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        List<String> events = Notices.events(8);
        stack.publish(Notices.texts(events));
        await().atMost(PATIENCE).until(() -> stack.service.isOpen("twilio") && stack.service.isOpen("sendgrid"));
        assertThat(events).allMatch(event -> stack.messages(event) == 0);
        around.sendGrid.faults().allOff();
        stack.oneEach(events);
        assertThat(around.mails(events)).isEqualTo(8);
    }

    @Test
    void whileTwilioWantsToBeLeftAloneNothingIsSentToIt() throws Exception {
        around.twilio
                .faults()
                .on(Fault.RATE_LIMIT_429, FaultSettings.always().atMost(1).with("retryAfterSeconds", 4));
        Instant asked = Clock.systemUTC().instant(); // a little before Twilio says how long to leave it alone
        String first = event();
        stack.publish(List.of(text(first)));
        stack.oneEach(List.of(first));
        assertThat(around.mails(List.of(first))).isEqualTo(1);
        List<String> events = Notices.events(6);
        stack.publish(Notices.texts(events));
        stack.oneEach(events);
        await().atMost(PATIENCE).until(() -> {
            String next = event();
            stack.publish(List.of(text(next)));
            stack.oneEach(List.of(next));
            return around.texts(List.of(next)) == 1;
        });
        // Twilio would have taken, and remembers, whatever was sent to it meanwhile.
        assertThat(around.twilio.ledger().messages())
                .extracting(TextMessage::at)
                .filteredOn(at -> at.isAfter(asked))
                .isNotEmpty()
                .allMatch(at -> !at.isBefore(asked.plusSeconds(4)));
    }

    @Test
    void anSmsOfWhichNobodyKnowsIsAskedAfterAndOnlyIfItIsNotThereAMailIsSent() throws Exception {
        String lost = event();
        String never = event();
        String broken = event();
        String failed = event();
        around.twilio.faults().on(Fault.REPLY_LOST, FaultSettings.always().atMost(1));
        stack.publish(List.of(text(lost)));
        await().atMost(PATIENCE).until(() -> around.texts(List.of(lost)) == 1);
        around.twilio.faults().on(Fault.TIMEOUT, FaultSettings.always().atMost(1));
        stack.publish(List.of(text(never)));
        await().atMost(PATIENCE)
                .until(() -> around.twilio.faults().state(Fault.TIMEOUT).settings() == null);
        around.twilio.faults().on(Fault.RESET, FaultSettings.always().atMost(1));
        stack.publish(List.of(text(broken)));
        await().atMost(PATIENCE)
                .until(() -> around.twilio.faults().state(Fault.RESET).settings() == null);
        around.twilio.faults().on(Fault.ERROR_500_AFTER, FaultSettings.always().atMost(1));
        stack.publish(List.of(text(failed)));

        List<String> all = List.of(lost, never, broken, failed);
        await().atMost(PATIENCE).until(() -> around.allSent(all));
        stack.oneEach(all);
        assertThat(around.texts(List.of(lost, failed))).isEqualTo(2);
        assertThat(around.mails(List.of(never, broken))).isEqualTo(2);
    }

    @Test
    void aSlowTwilioOpensItsBreakerThoughEverySmsArrives() throws Exception {
        around.twilio.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 1_200));
        List<String> events = Notices.events(8);
        stack.publish(Notices.texts(events));
        await().atMost(PATIENCE).until(() -> stack.service.isOpen("twilio"));
        stack.oneEach(events);
    }

    private double fallbacks() throws Exception {
        return stack.service.metric("circuit.breaker.fallback.success", "breaker:twilio", "fallback:sendMail");
    }
}
