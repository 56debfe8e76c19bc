package dev.breakwater.notification;

import static dev.breakwater.notification.Stack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SIGKILL of notification-service at any moment: afterwards each event has one message, by mail or by SMS. */
class KillTest {

    private static final int ROUNDS = 3;
    private static final long SEED = 2_010_0401;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private static Surroundings around;

    @SuppressWarnings("NullAway.Init")
    private static OwnProcess service;

    @BeforeAll
    static void start() throws IOException {
        around = Stack.withoutService();
        service = new OwnProcess(around);
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void killsAtRandomMomentsLoseNothingAndSendNothingTwice() throws Exception {
        Random random = new Random(SEED);
        List<String> events = new ArrayList<>(sentByOneThatCannotSaySo());
        for (int round = 0; round < ROUNDS; round++) {
            int delay = 50 + random.nextInt(250);
            around.twilio.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", delay));
            if (round == ROUNDS - 1) { // mails are in SQS when the kill comes
                around.sendGrid.faults().on(Fault.ERROR_503, FaultSettings.always());
            } else {
                around.sendGrid.faults().on(Fault.SLOW, FaultSettings.always().with("delayMs", delay));
            }
            List<String> batch = Notices.events(12);
            events.addAll(batch);
            List<String> messages = new ArrayList<>(Notices.mails(batch.subList(0, 6)));
            messages.addAll(Notices.texts(batch.subList(6, 12)));
            around.broker.publish(messages);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(600)));
            service.kill();
            around.heal();
            service.start();
            around.broker.publish(messages); // whoever publishes may not know either
        }
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> around.allSent(events));
        assertThat(around.messages(events))
                .containsOnlyKeys(events)
                .allSatisfy((event, messages) -> assertThat(messages).as(event).isEqualTo(1L));
    }

    /** A mail and an SMS that have been taken, of which the service will not be told before the first kill. */
    private static List<String> sentByOneThatCannotSaySo() throws Exception {
        around.sendGrid.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        around.twilio.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        List<String> events = Notices.events(2);
        around.broker.publish(List.of(Notices.mail(events.get(0)), Notices.text(events.get(1))));
        await().atMost(PATIENCE).until(() -> around.mails(events) == 1 && around.texts(events) == 1);
        around.heal();
        return events;
    }

    /** The service in a JVM of its own. */
    private static final class OwnProcess extends ManagedProcess {

        private final List<String> arguments;
        private final URI readiness;

        OwnProcess(Surroundings around) throws IOException {
            super(around.workspace, "notification-service");
            arguments = around.arguments(
                    "breakwater.ledger.lease=4s", // nothing here takes longer than two
                    // 30 s: a restart on a busy machine, and SendGrid tells again every four
                    "breakwater.ledger.mail-unknown=600s",
                    "breakwater.sqs.visibility=4s");
            readiness = URI.create(around.baseUrl + "/actuator/health/readiness");
        }

        @Override
        protected ProcessBuilder command() {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx160m",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-cp",
                    System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                    NotificationServiceApplication.class.getName()));
            command.addAll(arguments);
            return new ProcessBuilder(command);
        }

        @Override
        protected boolean ready() throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
