package dev.breakwater.order.notifying;

import dev.breakwater.outbox.OutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.stereotype.Component;

/** Publishes mails to the broker behind its breaker, and believes only its confirmation. */
@Component
class NotificationChannel implements OutboxChannel {

    private static final long CONFIRM_MILLIS = 2_000;

    private final GuardedCall<OutboxMessage, Boolean> publish;
    private final RabbitOperations rabbit;

    NotificationChannel(Guards guards, RabbitOperations rabbit) {
        this.rabbit = rabbit;
        this.publish = guards.on("rabbitmq").circuitBreaker().call(this::publish);
    }

    @Override
    public String destination() {
        return Notifications.DESTINATION;
    }

    @Override
    public void send(OutboxMessage message) {
        publish.with(message);
    }

    private Boolean publish(OutboxMessage message) throws Exception {
        CorrelationData correlation = new CorrelationData(message.id().toString());
        rabbit.send(NotificationTopology.EXCHANGE, NotificationTopology.ROUTING_KEY, amqp(message), correlation);
        CorrelationData.Confirm confirm = correlation.getFuture().get(CONFIRM_MILLIS, TimeUnit.MILLISECONDS);
        ReturnedMessage returned = correlation.getReturned();
        if (returned != null) {
            throw new IOException("The broker returned a mail: " + returned.getReplyText());
        }
        if (!confirm.isAck()) {
            throw new IOException("The broker refused a mail: " + confirm.getReason());
        }
        return true;
    }

    private static Message amqp(OutboxMessage message) {
        MessageBuilder amqp = MessageBuilder.withBody(message.payload().getBytes(StandardCharsets.UTF_8));
        if (message.traceParent() != null) {
            amqp.setHeader(OutboxMessage.TRACE_HEADER, message.traceParent());
        }
        return amqp.setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setContentEncoding(StandardCharsets.UTF_8.name())
                .setMessageId(message.id().toString())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
    }
}
