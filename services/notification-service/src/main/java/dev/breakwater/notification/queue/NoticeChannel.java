package dev.breakwater.notification.queue;

import dev.breakwater.notification.ledger.Reports;
import dev.breakwater.outbox.OutboxChannel;
import dev.breakwater.outbox.OutboxMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.stereotype.Component;

/** Brings a message that must be sent once more, another way, from the outbox to where all messages begin. */
@Component
class NoticeChannel implements OutboxChannel {

    private final ConfirmedPublisher publisher;

    NoticeChannel(ConfirmedPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public String destination() {
        return Reports.DESTINATION;
    }

    @Override
    public void send(OutboxMessage message) {
        MessageBuilder amqp = MessageBuilder.withBody(message.payload().getBytes(StandardCharsets.UTF_8));
        if (message.traceParent() != null) {
            amqp.setHeader(OutboxMessage.TRACE_HEADER, message.traceParent());
        }
        publisher.toMail(amqp.setContentType(MessageProperties.CONTENT_TYPE_JSON)
                .setMessageId(message.id().toString())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build());
    }
}
