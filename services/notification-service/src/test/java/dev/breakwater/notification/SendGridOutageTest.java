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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** What strikes SQS while SendGrid is away too. */
    enum SqsFault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    @ParameterizedTest
    @EnumSource(SqsFault.class)
    void mailStaysWithTheBrokerWhileSendGridAndSqsAreBothAwayAndSqsTakesItWhenItIsWell(SqsFault fault)
            throws Exception {
        Transitions transitions = new Transitions(stack.service, "sqs");
        around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        double fallbacks = fallbacks();
        strike(fault);
        List<String> events = Notices.events(12);
        List<String> waiting = new ArrayList<>(events);
        stack.publish(mails(events));
        await().atMost(PATIENCE).until(transitions::opened);
        await().atMost(PATIENCE).until(() -> stack.service.isOpen("sendgrid"));
        assertThat(around.mails(events)).isZero();
        assertThat(stack.service.health("liveness")).isEqualTo("UP");
        if (fault == SqsFault.CRASH) {
            around.sendGrid.faults().allOff();
            stack.oneEach(events); // though SQS is still away
            waiting.clear();
            around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        }

        heal(fault);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            String next = event();
            waiting.add(next);
            stack.publish(List.of(mail(next)));
            return transitions.closedAgain();
        });
        transitions.openedAndClosedByItself();
        await().atMost(PATIENCE).until(() -> fallbacks() - fallbacks == waiting.size());
        around.sendGrid.faults().allOff();
        await().atMost(PATIENCE).until(() -> around.allSent(waiting));
        stack.oneEach(waiting);
        assertThat(around.broker.takeDead()).isEmpty();
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

    private void strike(SqsFault fault) {
        switch (fault) {
            case CRASH -> around.sqs.kill();
            case HANG -> around.sqs.suspend();
            case ERROR -> around.toSqs.resets();
            case SLOW -> around.toSqs.slows(Duration.ofMillis(700));
        }
    }

    private void heal(SqsFault fault) {
        switch (fault) {
            case CRASH -> around.sqs.start();
            case HANG -> around.sqs.resume();
            case ERROR, SLOW -> around.toSqs.heals();
        }
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
