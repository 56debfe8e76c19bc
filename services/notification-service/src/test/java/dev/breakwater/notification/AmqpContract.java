package dev.breakwater.notification;

import static dev.breakwater.notification.Notices.event;
import static dev.breakwater.notification.Notices.mail;
import static dev.breakwater.notification.Notices.mails;
import static dev.breakwater.notification.Notices.text;
import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.breakwater.notification.queue.Departures;
import dev.breakwater.notification.queue.NotStoredException;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service needs of a broker: the same on every one that it may run on. */
abstract class AmqpContract {

    private static final Executor THREADS = task -> new Thread(task, "beside the test").start();

    abstract Surroundings around();

    abstract Service service();

    abstract String product();

    @Test
    void itIsTheBrokerThatItSaysItIs() {
        assertThat(around().amqp.product()).contains(product());
    }

    @Test
    void whatCannotBeReadIsDeadLetteredWithTheReason() throws Exception {
        String next = event();
        around().broker.publish(List.of("no message", mail(next)));
        arrive(List.of(next));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(around().broker.takeDead())
                        .isEqualTo(Map.of("no message", "the message is not JSON")));
    }

    @Test
    void aMessageThatMustWaitComesBackWhenItIsDue() throws Exception {
        String event = event();
        around().twilio.faults().on(Fault.RESET, FaultSettings.always().atMost(1));
        double before = service().metric("notification.messages", "outcome:retried");
        around().broker.publish(List.of(text(event)));
        arrive(List.of(event));
        assertThat(service().metric("notification.messages", "outcome:retried")).isGreaterThan(before);
    }

    /** Among the messages is an SMS that does not arrive: the mail that its customer is owed waits in the outbox. */
    @Test
    void aBrokerKilledAndFrozenInTheMiddleLosesNothingAndSendsNothingTwice() throws Exception {
        List<String> events = Notices.events(30);
        String undelivered = event();
        around().sendGrid.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 200));
        around().twilio.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 1_200));
        List<String> messages = new ArrayList<>(mails(events));
        messages.add(4, text(undelivered, "+15005553003"));
        around().broker.publish(messages);
        await().atMost(PATIENCE)
                .until(() -> around().mails(events) >= 2
                        && around().column("status", undelivered).equals("SENDING"));
        around().amqp.kill(); // some are at SendGrid and not yet acknowledged
        assertThat(service().health("liveness")).isEqualTo("UP");
        await().atMost(PATIENCE)
                .until(() -> around().column("route", undelivered).equals("MAIL"));
        around().twilio.faults().allOff();
        await().atMost(PATIENCE).until(() -> service().isOpen("rabbitmq"));
        assertThat(around().mails(List.of(undelivered))).isZero();
        around().amqp.start();
        await().atMost(PATIENCE).until(() -> around().mails(events) >= 10);
        around().amqp.suspend();
        List<String> more = Notices.events(5);
        CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publishPatiently(mails(more)), THREADS);
        assertThatThrownBy(() -> setAside("while it is frozen")).isInstanceOf(NotStoredException.class);
        assertThat(published).as("the broker is frozen").isNotDone();
        around().sendGrid.faults().allOff();
        around().amqp.resume();
        published.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        arrive(Stream.concat(events.stream(), more.stream()).toList());
        await().atMost(PATIENCE).until(() -> around().allSent(List.of(undelivered)));
        assertThat(around().mails(List.of(undelivered))).isEqualTo(1);
    }

    /** What strikes the broker. */
    enum BrokerFault {
        CRASH,
        HANG,
        ERROR,
        SLOW
    }

    /** Meanwhile mails wait for SendGrid, which is away too. */
    @ParameterizedTest
    @EnumSource(BrokerFault.class)
    void anIllBrokerOpensItsBreakerWhichClosesByItselfAndLosesNothing(BrokerFault fault) throws Exception {
        List<String> events = Notices.events(10);
        around().sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        around().broker.publish(mails(events));
        await().atMost(PATIENCE).until(() -> service().isOpen("sendgrid"));
        setAside("before"); // there is a connection
        assertThat(around().broker.takeDead()).containsKey("before");
        service().breaker("rabbitmq").reset();
        Transitions transitions = new Transitions(service(), "rabbitmq");
        List<String> stored = new ArrayList<>();
        List<String> owed = new ArrayList<>(List.of("afterwards"));
        strike(fault);
        try {
            if (fault == BrokerFault.ERROR || fault == BrokerFault.SLOW) { // the others take no message
                String unreadable = "unreadable " + fault;
                around().broker.publish(List.of(unreadable));
                owed.add(unreadable); // it stays in its queue until it can be set aside
            }
            await().atMost(PATIENCE).until(() -> {
                stored.addAll(attempts());
                return transitions.opened();
            });
            assertThat(service().health("liveness")).isEqualTo("UP");
            // slowly stored is stored
            assertThat(stored.isEmpty()).isEqualTo(fault != BrokerFault.SLOW);
        } finally {
            heal(fault);
        }
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(NotStoredException.class)
                .until(() -> {
                    setAside("afterwards");
                    return transitions.closedAgain();
                });
        transitions.openedAndClosedByItself();
        owed.addAll(stored);
        Set<String> dead = new HashSet<>();
        await().atMost(PATIENCE).until(() -> {
            dead.addAll(around().broker.takeDead().keySet());
            return dead.containsAll(owed);
        });
        around().sendGrid.faults().allOff();
        arrive(events);
    }

    private void strike(BrokerFault fault) throws Exception {
        switch (fault) {
            case CRASH -> around().amqp.kill();
            case HANG -> around().amqp.suspend();
            case ERROR -> around().broker.deleteDeadQueue();
            case SLOW -> around().toAmqp.slows(Duration.ofMillis(400));
        }
    }

    private void heal(BrokerFault fault) throws Exception {
        switch (fault) {
            case CRASH -> around().amqp.start();
            case HANG -> around().amqp.resume();
            case ERROR -> around().broker.makeDeadQueue();
            case SLOW -> around().toAmqp.heals();
        }
    }

    /** Sets a dozen messages aside at once, and returns those that the broker said it has. Of the others nobody says so. */
    private List<String> attempts() {
        return IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            String body = event();
                            try {
                                setAside(body);
                                return List.of(body);
                            } catch (NotStoredException e) {
                                return List.<String>of();
                            }
                        },
                        THREADS))
                .toList()
                .stream()
                .flatMap(attempt -> attempt.join().stream())
                .toList();
    }

    private void setAside(String body) {
        service().bean(Departures.class).dead(body, "the test wants it so");
    }

    /** A broker that freezes may cost a sender its connection; it sends again, and what arrives twice is sent once. */
    private void publishPatiently(List<String> messages) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            around().broker.publish(messages);
            return true;
        });
    }

    private void arrive(List<String> events) {
        await().atMost(PATIENCE).until(() -> around().allSent(events));
        assertThat(around().mails(events) + around().texts(events)).isEqualTo(events.size());
    }
}
