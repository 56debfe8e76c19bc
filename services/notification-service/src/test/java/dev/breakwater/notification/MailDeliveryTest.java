package dev.breakwater.notification;

import static dev.breakwater.notification.MailRoom.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real broker, against a SendGrid whose every fault is a switch. Waits run twenty times as fast. */
class MailDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static Workspace workspace;
    private static AmqpBroker broker;
    private static SendGridSimulator sendGrid;
    private static MailRoom room;

    @BeforeAll
    static void start() throws IOException {
        workspace = Workspace.create(Path.of("target/backing"), "delivery");
        broker = AmqpBroker.start(workspace, "amqp");
        sendGrid = SendGridSimulator.start(SendGridSimulator.Config.random());
        room = MailRoom.open(broker, sendGrid, 20);
    }

    @AfterAll
    static void stop() throws IOException {
        room.close();
        sendGrid.close();
        workspace.close();
    }

    @AfterEach
    void heal() throws Exception {
        sendGrid.faults().allOff();
        // The breaker is closed again before the next test: three mails in a row.
        List<String> probes = events(3);
        room.publish(mails(probes));
        arrive(probes);
        room.takeDead();
    }

    @Test
    void anEventPublishedTwiceIsOneMail() throws Exception {
        String event = event();
        room.publish(List.of(mail(event, "ada@example.org"), mail(event, "ada@example.org")));
        room.publish(List.of(mail(event, "ada@example.org")));
        await().atMost(PATIENCE).until(() -> room.metric("notification.mails", "outcome:duplicate") >= 2);
        assertThat(room.delivered()).containsOnlyOnce(event);
    }

    @Test
    void mailWaitsWhileSendGridIsDownAndAllOfItArrivesAfterwards() throws Exception {
        sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        List<String> events = events(40);
        room.publish(mails(events));
        await().atMost(PATIENCE).until(() -> breakerIsOpen());
        assertThat(room.delivered()).doesNotContainAnyElementsOf(events);
        assertThat(room.health("liveness")).isEqualTo("UP");
        sendGrid.faults().allOff();
        arrive(events);
        assertThat(room.delivered().stream().filter(events::contains)).hasSize(40);
        assertThat(room.takeDead()).isEmpty();
    }

    @Test
    void whileTheBreakerIsOpenSendGridIsLeftAlone() throws Exception {
        sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
        room.publish(mails(events(40)));
        await().atMost(PATIENCE).until(() -> breakerIsOpen());
        long asked = sendGrid.faults().state(Fault.ERROR_503).injected();
        double rejected = rejected();
        long begin = System.nanoTime();
        await().atMost(PATIENCE).until(() -> rejected() >= rejected + 12);
        // Four senders that ask the breaker once in 5 s / 20 each; it is open for 60 s / 20, then lets one probe
        // through.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
        assertThat(sendGrid.faults().state(Fault.ERROR_503).injected() - asked).isLessThanOrEqualTo(1);
    }

    @Test
    void aMailThatSendGridRefusesIsSetAsideWithTheReasonAndNothingPersonalIsLogged() throws Exception {
        String refused = mail(event(), "ada@localhost");
        String next = event();
        Map<String, String> dead = new HashMap<>();
        try (LoggedLines log = new LoggedLines()) {
            room.publish(List.of(refused, mail(next, "ada@example.org")));
            arrive(List.of(next));
            await().atMost(PATIENCE).until(() -> {
                dead.putAll(room.takeDead());
                return !dead.isEmpty();
            });
            await().atMost(PATIENCE).until(() -> log.lines().stream().anyMatch(line -> line.contains(next)));
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("Set aside on notifications.mail.dead"))
                    .noneMatch(line -> line.contains("ada@") || line.contains("Ada"));
        }
        assertThat(dead).containsOnlyKeys(refused);
        assertThat(dead.get(refused)).startsWith("SendGrid answered 400 on personalizations");
    }

    @Test
    void messagesThatMakeNoSenseAreSetAsideAndBlockNobody() throws Exception {
        String good = mail(event(), "ada@example.org");
        List<String> nonsense = List.of(
                "{",
                "null",
                "[]",
                "7",
                good + good,
                good.replace("ORDER_CONFIRMED", "ORDER_LOST"),
                good.replace("ada@example.org", "not an address"),
                good.replace("\"Ada\"", "null"),
                good.replace("\"Ada\"", "{\"first\":\"Ada\"}"),
                good.replace("eventId", "event_id"),
                "x".repeat(300_000));
        String last = event();
        room.publish(Stream.concat(nonsense.stream(), Stream.of(mail(last, "ada@example.org")))
                .toList());
        arrive(List.of(last));
        List<String> reasons = new ArrayList<>();
        List<String> dead = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            room.takeDead().forEach((body, reason) -> {
                dead.add(body);
                reasons.add(reason);
            });
            return dead.size() >= nonsense.size();
        });
        assertThat(dead).containsExactlyInAnyOrderElementsOf(nonsense);
        assertThat(reasons).allMatch(reason -> reason.startsWith("the message ") && !reason.contains("Ada"));
    }

    @Test
    void aRateLimitIsWaitedOut() throws Exception {
        sendGrid.faults()
                .on(Fault.RATE_LIMIT_429, FaultSettings.always().atMost(1).with("retryAfterSeconds", 3));
        String event = event();
        long begin = System.nanoTime();
        room.publish(mails(List.of(event)));
        arrive(List.of(event));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
    }

    @Test
    void aHungSendGridHoldsAMailTenSecondsAtMost() throws Exception {
        sendGrid.faults().on(Fault.TIMEOUT, FaultSettings.always().atMost(1));
        String event = event();
        long begin = System.nanoTime();
        room.publish(mails(List.of(event)));
        arrive(List.of(event));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
    }

    private static boolean breakerIsOpen() throws IOException, InterruptedException {
        return room.breakerIsOpen();
    }

    private static double rejected() throws IOException, InterruptedException {
        return room.breaker().path("notPermittedCalls").asDouble();
    }

    private static void arrive(List<String> events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(room.delivered()).containsAll(events));
    }

    private static List<String> mails(List<String> events) {
        return events.stream().map(event -> mail(event, "ada@example.org")).toList();
    }

    private static List<String> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event()).toList();
    }

    private static String event() {
        return UUID.randomUUID().toString();
    }
}
