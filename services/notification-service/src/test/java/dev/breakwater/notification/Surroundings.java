package dev.breakwater.notification;

import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.Link;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.sendgrid.EventKey;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.twilio.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What notification-service stands on: real broker, database and SQS, and simulators that tell it what becomes of its messages. */
final class Surroundings implements AutoCloseable {

    static final String PUBLIC = "https://shop.example";

    private static final String EVENT = "event=";

    /** What delivery events are signed with. */
    final EventKey eventKey;

    final Workspace workspace;
    final AmqpBroker amqp;
    final PostgresServer database;
    final SqsServer sqs;
    /** On which the service talks to the broker, and nobody else. */
    final Link toAmqp;
    /** On which this JVM talks to SQS. */
    final Link toSqs;

    final SendGridSimulator sendGrid;
    final TwilioSimulator twilio;
    final Broker broker;
    final String baseUrl;
    private final int port;
    private @Nullable Connection connection;

    Surroundings() {
        eventKey = EventKey.random();
        workspace = Workspace.create(Path.of("target/backing"), "shared");
        CompletableFuture<AmqpBroker> starting =
                CompletableFuture.supplyAsync(() -> AmqpBroker.start(workspace, "amqp"));
        CompletableFuture<SqsServer> too = CompletableFuture.supplyAsync(() -> SqsServer.start(workspace, "sqs"));
        database = PostgresServer.start(workspace, "notification-db");
        sqs = too.join();
        amqp = starting.join();
        toAmqp = Link.to(amqp.port());
        toSqs = Link.to(sqs.endpoint().getPort());
        AllSqsByLink.to(sqs.endpoint(), toSqs);
        port = workspace.freePort();
        baseUrl = "http://127.0.0.1:" + port;
        sendGrid = SendGridSimulator.start(SendGridSimulator.Config.random()
                .withWebhookUrl(URI.create(baseUrl + "/webhooks/sendgrid"))
                .withEventKey(eventKey));
        twilio = TwilioSimulator.start(TwilioSimulator.Config.random().withWebhookBase(URI.create(baseUrl)));
        broker = new Broker(amqp);
    }

    private Surroundings(Surroundings same, AmqpBroker amqp) {
        this.amqp = amqp;
        toAmqp = Link.to(amqp.port());
        toSqs = same.toSqs;
        eventKey = same.eventKey;
        workspace = same.workspace;
        database = same.database;
        sqs = same.sqs;
        port = same.port;
        baseUrl = same.baseUrl;
        sendGrid = same.sendGrid;
        twilio = same.twilio;
        broker = new Broker(amqp);
    }

    /** The same, but for the broker. */
    Surroundings on(AmqpBroker other) {
        return new Surroundings(this, other);
    }

    /** What the service is started with; a name that was given before is overridden. */
    List<String> arguments(String... more) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("RABBITMQ_HOST", amqp.host());
        settings.put("RABBITMQ_PORT", Integer.toString(toAmqp.port()));
        settings.put("RABBITMQ_USERNAME", amqp.username());
        settings.put("RABBITMQ_PASSWORD", amqp.password());
        settings.put("NOTIFICATION_DB_URL", database.jdbcUrl("notifications"));
        settings.put("NOTIFICATION_DB_USERNAME", database.username());
        settings.put("NOTIFICATION_DB_PASSWORD", database.password());
        settings.put("SQS_ENDPOINT", sqs.endpoint().toString());
        settings.put("SQS_ACCESS_KEY", "local");
        settings.put("SQS_SECRET_KEY", "local");
        settings.put("SENDGRID_API_BASE", sendGrid.baseUrl());
        settings.put("SENDGRID_API_KEY", sendGrid.apiKey());
        settings.put("SENDGRID_WEBHOOK_PUBLIC_KEY", String.valueOf(eventKey.publicKey()));
        settings.put("TWILIO_API_BASE", twilio.baseUrl());
        settings.put("TWILIO_ACCOUNT_SID", twilio.accountSid());
        settings.put("TWILIO_AUTH_TOKEN", twilio.authToken());
        settings.put("TWILIO_FROM", TwilioSimulator.FROM);
        settings.put("PUBLIC_BASE_URL", PUBLIC);
        settings.put("breakwater.internal-token", "a-token-for-tests-only");
        settings.put("breakwater.jwt.public-key-location", Keys.publicKeyLocation());
        settings.put("breakwater.speed", "20");
        settings.put("breakwater.outbox.poll", "20s"); // nobody else writes to this outbox
        settings.put("breakwater.sqs.visibility", "12s"); // five mails at two seconds each, and some
        settings.put("resilience4j.circuitbreaker.instances.rabbitmq.slow-call-duration-threshold", "250ms");
        settings.put("spring.rabbitmq.requested-heartbeat", "2s"); // a test of a hang waits for two of them
        Arrays.stream(more).map(setting -> setting.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** The event of each mail that SendGrid has accepted, duplicates included. */
    List<String> mails() {
        return sendGrid.ledger().mails().stream()
                .map(mail -> String.valueOf(mail.customArgs().get("eventId")))
                .toList();
    }

    /** The event of each SMS that Twilio has accepted, duplicates included. */
    List<String> texts() {
        return twilio.ledger().messages().stream()
                .map(text -> String.valueOf(text.statusCallback()))
                .map(callback -> callback.substring(callback.indexOf(EVENT) + EVENT.length()))
                .toList();
    }

    long mails(Collection<String> events) {
        return mails().stream().filter(events::contains).count();
    }

    long texts(Collection<String> events) {
        return texts().stream().filter(events::contains).count();
    }

    /** How many messages each of these events has, by mail or by SMS; those that have none are missing. */
    Map<String, Long> messages(Collection<String> events) {
        Set<String> asked = Set.copyOf(events);
        return Stream.concat(mails().stream(), texts().stream())
                .filter(asked::contains)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Whether all of these events are on record as sent. */
    boolean allSent(Collection<String> events) {
        long sent =
                ask(jdbc -> jdbc.sql("select count(*) from deliveries where status = 'SENT' and event_id in (:events)")
                        .param("events", events)
                        .query(Long.class)
                        .single());
        return sent == events.size();
    }

    /** A column of an event's row as text; empty if there is no row or nothing in it. */
    String column(String column, String event) {
        return ask(jdbc -> jdbc.sql("select coalesce(" + column + "::text, '') from deliveries where event_id = ?")
                .param(event)
                .query(String.class)
                .optional()
                .orElse(""));
    }

    /** Something that an administrator does to the database. */
    void sql(String statements) {
        ask(jdbc -> jdbc.sql(statements).update());
    }

    /** On a connection that is kept while it lives: a login costs both sides more than any question here. */
    private synchronized <R> R ask(Function<JdbcClient, R> question) {
        try {
            Connection kept = connection;
            if (kept == null || !kept.isValid(1)) {
                kept = DriverManager.getConnection(
                        database.jdbcUrl("notifications"), database.username(), database.password());
                connection = kept;
            }
            return question.apply(JdbcClient.create(new SingleConnectionDataSource(kept, true)));
        } catch (SQLException away) {
            throw new IllegalStateException("the record cannot be asked", away);
        }
    }

    /** Everything is there, and nothing is the matter with it. */
    void heal() {
        sendGrid.faults().allOff();
        twilio.faults().allOff();
        amqp.resume();
        amqp.start();
        database.start();
        database.resume();
        sqs.resume();
        sqs.start();
        toAmqp.heals();
        toSqs.heals();
    }

    @Override
    public void close() {
        sendGrid.close();
        twilio.close();
        workspace.close();
    }
}
