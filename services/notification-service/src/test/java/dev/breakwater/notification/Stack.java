package dev.breakwater.notification;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One running service on one set of backing services for all the test classes of this JVM. Waits run twenty times as fast. */
final class Stack {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static @Nullable Surroundings around;
    private static @Nullable Stack shared;
    private static boolean tried;

    final Surroundings surroundings;
    final Service service;

    private Stack() throws IOException {
        surroundings = surroundings();
        // Slow begins early here, and hangs and open breakers end early, so that tests of them need not take long.
        service = new Service(
                surroundings,
                "resilience4j.circuitbreaker.instances.twilio.slow-call-duration-threshold=1s",
                "resilience4j.circuitbreaker.instances.sendgrid.slow-call-duration-threshold=1s",
                "resilience4j.circuitbreaker.instances.twilio.wait-duration-in-open-state=30s",
                "resilience4j.circuitbreaker.instances.sendgrid.wait-duration-in-open-state=30s",
                "resilience4j.timelimiter.instances.twilio.timeout-duration=2s",
                "resilience4j.timelimiter.instances.sendgrid.timeout-duration=2s",
                "resilience4j.circuitbreaker.instances.sqs.slow-call-duration-threshold=500ms",
                "resilience4j.circuitbreaker.instances.notification-db.slow-call-duration-threshold=500ms",
                // as many as are sent at once: a hang is then judged by one wait for its end
                "resilience4j.circuitbreaker.instances.sqs.minimum-number-of-calls=4",
                "resilience4j.circuitbreaker.instances.notification-db.minimum-number-of-calls=4",
                "breakwater.sqs.call-timeout=2s",
                "spring.datasource.hikari.data-source-properties.socketTimeout=2",
                "breakwater.ledger.sms-unknown=30s",
                "breakwater.ledger.mail-unknown=120s");
    }

    static synchronized Stack shared() {
        Stack stack = shared;
        if (stack == null) {
            try {
                stack = new Stack();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            shared = stack;
        }
        return stack;
    }

    /** What it stands on, for a class that brings a service of its own: the one that is shared stops until it is asked for again. */
    static synchronized Surroundings withoutService() {
        if (shared != null) {
            shared.service.close();
            shared = null;
        }
        Surroundings alone = surroundings();
        alone.heal();
        return alone;
    }

    private static Surroundings surroundings() {
        Surroundings started = around;
        if (started == null && tried) {
            throw new IllegalStateException("The stack did not start when it was first asked for");
        }
        if (started == null) {
            tried = true;
            started = new Surroundings();
            around = started;
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
        }
        return started;
    }

    /** Everything is there, every breaker is closed, and a mail and an SMS have just gone through. */
    void heal() throws Exception {
        surroundings.heal();
        service.resetBreakers();
        List<String> probes = Notices.events(2);
        surroundings.broker.publish(List.of(Notices.mail(probes.get(0)), Notices.text(probes.get(1))));
        await().atMost(PATIENCE).until(() -> surroundings.mails(probes) == 1 && surroundings.texts(probes) == 1);
        surroundings.broker.takeDead();
    }

    void publish(List<String> messages) throws Exception {
        surroundings.broker.publish(messages);
    }

    /** Waits until each event has its message, and says that none has two. */
    void oneEach(List<String> events) {
        await().atMost(PATIENCE)
                .until(() -> surroundings.messages(events).keySet().containsAll(events));
        if (surroundings.messages(events).values().stream().anyMatch(count -> count > 1)) {
            throw new AssertionError("more than one message for one of " + events);
        }
    }

    long messages(String event) {
        return surroundings.mails(List.of(event)) + surroundings.texts(List.of(event));
    }

    String status(String event) {
        return surroundings.column("status", event);
    }
}
