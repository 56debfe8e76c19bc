package dev.breakwater.notification;

import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.localstack.PostgresServer;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.localstack.Workspace;
import dev.breakwater.simulators.sendgrid.EventKey;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import dev.breakwater.simulators.twilio.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What notification-service stands on: real broker, database and SQS, and simulators that tell it what becomes of its messages. */
final class Surroundings implements AutoCloseable {

    static final String PUBLIC = "https://shop.example";

    /** What delivery events are signed with. */
    final EventKey eventKey = EventKey.random();

    final Workspace workspace;
    final AmqpBroker amqp;
    final PostgresServer database;
    final SqsServer sqs;
    final SendGridSimulator sendGrid;
    final TwilioSimulator twilio;
    final Broker broker;
    final String baseUrl;
    private final int port;
    private final JdbcClient jdbc;

    Surroundings(String name, boolean qpid) {
        workspace = Workspace.create(Path.of("target/backing"), name);
        amqp = qpid ? AmqpBroker.startQpid(workspace, "amqp") : AmqpBroker.start(workspace, "amqp");
        database = PostgresServer.start(workspace, "notification-db");
        sqs = SqsServer.start(workspace, "sqs");
        port = workspace.freePort();
        baseUrl = "http://127.0.0.1:" + port;
        sendGrid = SendGridSimulator.start(SendGridSimulator.Config.random()
                .withWebhookUrl(URI.create(baseUrl + "/webhooks/sendgrid"))
                .withEventKey(eventKey));
        twilio = TwilioSimulator.start(TwilioSimulator.Config.random().withWebhookBase(URI.create(baseUrl)));
        broker = new Broker(amqp);
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                database.jdbcUrl("notifications"), database.username(), database.password()));
    }

    /** Settings of the service, each an environment variable or a property. */
    Map<String, String> settings() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("RABBITMQ_HOST", amqp.host());
        settings.put("RABBITMQ_PORT", Integer.toString(amqp.port()));
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
        settings.put("BREAKWATER_INTERNAL_TOKEN", "a-token-for-tests-only");
        settings.put("BREAKWATER_JWT_PUBLIC_KEY_LOCATION", Keys.publicKeyLocation());
        settings.put("BREAKWATER_SPEED", "20");
        return settings;
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
                .map(text -> String.valueOf(text.statusCallback()).replaceAll(".*event=", ""))
                .toList();
    }

    long mails(Collection<String> events) {
        return mails().stream().filter(events::contains).count();
    }

    long texts(Collection<String> events) {
        return texts().stream().filter(events::contains).count();
    }

    /** A column of an event's row as text; empty if there is no row or nothing in it. */
    String column(String column, String event) {
        return jdbc.sql("select coalesce(" + column + "::text, '') from deliveries where event_id = ?")
                .param(event)
                .query(String.class)
                .optional()
                .orElse("");
    }

    void heal() {
        sendGrid.faults().allOff();
        twilio.faults().allOff();
    }

    @Override
    public void close() {
        sendGrid.close();
        twilio.close();
        workspace.close();
    }
}
