package dev.breakwater.notification;

import static dev.breakwater.notification.MailRoom.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokerOutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aBrokerKilledTwiceAndAServiceStartedAgainLoseNoMail() throws Exception {
        List<String> events = IntStream.range(0, 60)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        try (Workspace workspace = Workspace.create(Path.of("target/backing"), "broker-outage");
                AmqpBroker broker = AmqpBroker.start(workspace, "amqp");
                SendGridSimulator sendGrid = SendGridSimulator.start(SendGridSimulator.Config.random())) {
            try (MailRoom room = MailRoom.open(broker, sendGrid, 20)) {
                sendGrid.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", 200));
                room.publish(mails(events.subList(0, 30)));
                await().atMost(PATIENCE).until(() -> !room.delivered().isEmpty());
                broker.kill(); // in the middle: some are at SendGrid and not yet acknowledged
                assertThat(room.health("liveness")).isEqualTo("UP");
                broker.start();
                sendGrid.faults().allOff();
                arrive(room, events.subList(0, 30));

                sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
                room.publish(mails(events.subList(30, 60)));
                await().atMost(PATIENCE).until(() -> room.breakerIsOpen());
                broker.kill(); // in the middle: some wait in the retry queue, some in a sender's hands
                broker.start();
            }
            // The service went down with the breaker open; what it held is with the broker again.
            sendGrid.faults().allOff();
            try (MailRoom room = MailRoom.open(broker, sendGrid, 20)) {
                arrive(room, events);
                assertThat(room.takeDead()).isEmpty();
            }
        }
    }

    private static void arrive(MailRoom room, List<String> events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(room.delivered()).containsAll(events));
    }

    private static List<String> mails(List<String> events) {
        return events.stream().map(event -> mail(event, "ada@example.org")).toList();
    }
}
