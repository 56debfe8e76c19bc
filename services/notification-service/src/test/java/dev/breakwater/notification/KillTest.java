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
import java.util.Map;
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
        around = new Surroundings("kill", false);
        service = new OwnProcess(around);
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        around.close();
    }

    @Test
    void whatAServiceSentThatDiedBeforeItCouldSaySoIsNotSentAgain() throws Exception {
        around.sendGrid.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        around.twilio.faults().on(Fault.REPLY_LOST, FaultSettings.always());
        List<String> events = Notices.events(2);
        around.broker.publish(List.of(Notices.mail(events.get(0)), Notices.text(events.get(1))));
        await().atMost(PATIENCE).until(() -> around.mails(events) == 1 && around.texts(events) == 1);
        service.kill();
        around.heal();
        service.start();
        oneEach(events);
    }

    @Test
    void killsAtRandomMomentsLoseNothingAndSendNothingTwice() throws Exception {
        Random random = new Random(SEED);
        List<String> events = new ArrayList<>();
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
        oneEach(events);
    }

    private static void oneEach(List<String> events) {
        await().atMost(PATIENCE.multipliedBy(2))
                .untilAsserted(() -> assertThat(events)
                        .allMatch(event -> around.column("status", event).equals("SENT")));
        assertThat(events)
                .allSatisfy(event -> assertThat(around.mails(List.of(event)) + around.texts(List.of(event)))
                        .as(event)
                        .isEqualTo(1));
    }

    /** The service in a JVM of its own. */
    private static final class OwnProcess extends ManagedProcess {

        private final Map<String, String> environment;
        private final URI readiness;

        OwnProcess(Surroundings around) throws IOException {
            super(around.workspace, "notification-service");
            environment = around.settings();
            environment.put("BREAKWATER_LEDGER_LEASE", "4s"); // nothing here takes longer than two
            environment.put("BREAKWATER_LEDGER_MAILUNKNOWN", "100s"); // 5 s
            environment.put("BREAKWATER_SQS_VISIBILITY", "4s");
            readiness = URI.create(around.baseUrl + "/actuator/health/readiness");
        }

        @Override
        protected ProcessBuilder command() {
            ProcessBuilder command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx160m",
                    "-cp",
                    System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                    NotificationServiceApplication.class.getName());
            command.environment().putAll(environment);
            return command;
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
