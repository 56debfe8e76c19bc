package dev.breakwater.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.breakwater.localstack.AmqpBroker;
import dev.breakwater.simulators.sendgrid.SendGridSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The running service, and what a sender and an operator see of its broker. */
final class MailRoom implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AmqpBroker broker;
    private final SendGridSimulator sendGrid;
    private final ConfigurableApplicationContext application;

    private MailRoom(AmqpBroker broker, SendGridSimulator sendGrid, ConfigurableApplicationContext application) {
        this.broker = broker;
        this.sendGrid = sendGrid;
        this.application = application;
    }

    static MailRoom open(AmqpBroker broker, SendGridSimulator sendGrid, int speed) throws IOException {
        return new MailRoom(
                broker,
                sendGrid,
                SpringApplication.run(
                        NotificationServiceApplication.class,
                        "--server.port=0",
                        "--RABBITMQ_HOST=" + broker.host(),
                        "--RABBITMQ_PORT=" + broker.port(),
                        "--RABBITMQ_USERNAME=" + broker.username(),
                        "--RABBITMQ_PASSWORD=" + broker.password(),
                        "--SENDGRID_API_BASE=" + sendGrid.baseUrl(),
                        "--SENDGRID_API_KEY=" + sendGrid.apiKey(),
                        "--breakwater.internal-token=a-token-for-tests-only",
                        "--breakwater.jwt.public-key-location=" + Keys.publicKeyLocation(),
                        "--breakwater.speed=" + speed));
    }

    static String mail(String eventId, String to) {
        return "{\"eventId\":\"" + eventId + "\",\"template\":\"ORDER_CONFIRMED\",\"to\":\"" + to
                + "\",\"name\":\"Ada\",\"orderId\":\"order-of-" + eventId + "\",\"data\":{}}";
    }

    /** Publishes as order-service does: to the exchange, durable, and only done when the broker has confirmed. */
    void publish(List<String> bodies) throws IOException, TimeoutException, InterruptedException {
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (String body : bodies) {
                channel.basicPublish(
                        "notifications",
                        "mail",
                        MessageProperties.PERSISTENT_TEXT_PLAIN,
                        body.getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    /** The event ids of the mails that SendGrid has accepted, in order, duplicates included. */
    List<String> delivered() {
        return sendGrid.ledger().mails().stream()
                .map(mail -> String.valueOf(mail.customArgs().get("eventId")))
                .toList();
    }

    /** Takes all that lie in the dead queue: body to reason. */
    Map<String, String> takeDead() throws IOException, TimeoutException {
        Map<String, String> dead = new LinkedHashMap<>();
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            GetResponse next = channel.basicGet("notifications.mail.dead", true);
            while (next != null) {
                AMQP.BasicProperties properties = next.getProps();
                dead.put(
                        new String(next.getBody(), StandardCharsets.UTF_8),
                        String.valueOf(properties.getHeaders().get("breakwater-reason")));
                next = channel.basicGet("notifications.mail.dead", true);
            }
        }
        return dead;
    }

    /** Messages ready in a queue; those handed to a consumer are not counted. */
    long ready(String queue) throws IOException, TimeoutException {
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            return channel.messageCount(queue);
        }
    }

    String health(String group) throws IOException, InterruptedException {
        return JSON.readTree(get(URI.create(baseUrl() + "/actuator/health/" + group)))
                .path("status")
                .asText();
    }

    /** What the breaker {@code sendgrid} says of itself. */
    JsonNode breaker() throws IOException, InterruptedException {
        return JSON.readTree(get(URI.create(baseUrl() + "/actuator/circuitbreakers")))
                .at("/circuitBreakers/sendgrid");
    }

    boolean breakerIsOpen() throws IOException, InterruptedException {
        return breaker().path("state").asText().equals("OPEN");
    }

    double metric(String name, String tag) throws IOException, InterruptedException {
        return JSON.readTree(get(URI.create(baseUrl() + "/actuator/metrics/" + name + "?tag=" + tag)))
                .at("/measurements/0/value")
                .asDouble();
    }

    private String baseUrl() {
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        return "http://127.0.0.1:" + port;
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.username());
        factory.setPassword(broker.password());
        return factory;
    }

    @Override
    public void close() {
        application.close();
    }
}
