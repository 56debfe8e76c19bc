package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Notices.mail;
import static dev.breakwater.notification.Notices.mails;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.notification.mailqueue.GuardedMailQueue;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendGridOutageTest {

    private final Stack stack = Stack.shared();
    private final Surroundings around = stack.surroundings;

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void mailWaitsInSqsWhileSendGridIsDownAndAllOfItArrivesAfterwards() throws Exception {
        double fallbacks = fallbacks();
        around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        List<String> events = Notices.events(40);
        stack.publish(mails(events));
        await().atMost(PATIENCE).until(() -> fallbacks() - fallbacks >= 40);
        assertThat(stack.service.isOpen("sendgrid")).isTrue();
        assertThat(around.mails(events)).isZero();
        assertThat(depth()).isGreaterThanOrEqualTo(40);
        assertThat(stack.service.health("liveness")).isEqualTo("UP");

        long asked = around.sendGrid.faults().state(Fault.ERROR_503).injected();
        double rejected = rejected();
        await().atMost(PATIENCE).until(() -> rejected() >= rejected + 2);
        // Open for 30 s / 20, and then one probe at a time.
        assertThat(around.sendGrid.faults().state(Fault.ERROR_503).injected() - asked)
                .isLessThanOrEqualTo(3);
        around.sendGrid.faults().allOff();
        stack.oneEach(events);
        assertThat(around.broker.takeDead()).isEmpty();
        await().atMost(PATIENCE).until(() -> around.allSent(events));
    }

    @Test
    void mailStaysWithTheBrokerWhileSendGridAndSqsAreBothAway() throws Exception {
        around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        around.sqs.kill();
        List<String> events = Notices.events(15);
        stack.publish(mails(events));
        await().atMost(PATIENCE).until(() -> stack.service.isOpen("sendgrid") && stack.service.isOpen("sqs"));
        assertThat(around.mails(events)).isZero();
        around.sendGrid.faults().allOff();
        stack.oneEach(events); // though SQS is still away
        around.sqs.start();
        String event = event();
        stack.publish(List.of(mail(event)));
        stack.oneEach(List.of(event));
    }

    @Test
    void sqsThatHangsHoldsNoMailForLong() throws Exception {
        around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        around.sqs.suspend();
        List<String> events = Notices.events(5);
        try {
            stack.publish(mails(events));
            await().atMost(PATIENCE)
                    .until(() -> stack.service.breaker("sqs").getMetrics().getNumberOfFailedCalls() > 0
                            || stack.service.isOpen("sqs"));
        } finally {
            around.sqs.resume();
        }
        around.sendGrid.faults().allOff();
        stack.oneEach(events);
    }

    @Test
    void aRateLimitIsWaitedOut() throws Exception {
        around.sendGrid
                .faults()
                .on(Fault.RATE_LIMIT_429, FaultSettings.always().atMost(1).with("retryAfterSeconds", 3));
        List<String> events = Notices.events(4);
        long begin = System.nanoTime();
        stack.publish(List.of(mail(events.get(0))));
        await().atMost(PATIENCE)
                .until(() ->
                        around.sendGrid.faults().state(Fault.RATE_LIMIT_429).settings() == null);
        stack.publish(mails(events.subList(1, 4)));
        stack.oneEach(events);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
    }

    @Test
    void aMailOfWhichNobodyKnowsIsSentAgainOnlyIfNoWordOfItComes() throws Exception {
        List<String> taken = Notices.events(2);
        around.sendGrid.faults().on(Fault.REPLY_LOST, FaultSettings.always().atMost(2));
        stack.publish(mails(taken));
        await().atMost(PATIENCE).until(() -> around.mails(taken) == 2);
        List<String> never = Notices.events(2);
        around.sendGrid.faults().on(Fault.TIMEOUT, FaultSettings.always().atMost(2));
        stack.publish(mails(never));
        await().atMost(PATIENCE)
                .until(() -> around.sendGrid.faults().state(Fault.TIMEOUT).settings() == null);
        String failed = event();
        around.sendGrid
                .faults()
                .on(Fault.ERROR_500_AFTER, FaultSettings.always().atMost(1));
        stack.publish(List.of(mail(failed)));

        List<String> all = Stream.concat(Stream.concat(taken.stream(), never.stream()), Stream.of(failed))
                .toList();
        await().atMost(PATIENCE).until(() -> around.allSent(all));
        stack.oneEach(all);
    }

    private long depth() {
        return stack.service.bean(GuardedMailQueue.class).depth();
    }

    private double rejected() {
        return stack.service.breaker("sendgrid").getMetrics().getNumberOfNotPermittedCalls();
    }

    private double fallbacks() throws Exception {
        return stack.service.metric("circuit.breaker.fallback.success", "breaker:sendgrid", "fallback:queueMail");
    }
}
