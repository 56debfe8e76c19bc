package dev.breakwater.notification;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.breakwater.localstack.AmqpBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What a sender and an operator see of the broker. */
final class Broker {

    private static final String DEAD = "notifications.mail.dead";

    private final AmqpBroker broker;

    Broker(AmqpBroker broker) {
        this.broker = broker;
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

    /** Takes all that lie in the dead queue: body to reason. */
    Map<String, String> takeDead() throws IOException, TimeoutException {
        Map<String, String> dead = new LinkedHashMap<>();
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            GetResponse next = channel.basicGet(DEAD, true);
            while (next != null) {
                dead.put(
                        new String(next.getBody(), StandardCharsets.UTF_8),
                        String.valueOf(next.getProps().getHeaders().get("breakwater-reason")));
                next = channel.basicGet(DEAD, true);
            }
        }
        return dead;
    }

    /** What is sent there then comes back as not to be delivered. */
    void deleteDeadQueue() throws IOException, TimeoutException {
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(DEAD);
        }
    }

    void makeDeadQueue() throws IOException, TimeoutException {
        try (Connection connection = factory().newConnection();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(DEAD, true, false, false, Map.of());
        }
    }

    private ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.username());
        factory.setPassword(broker.password());
        return factory;
    }
}
