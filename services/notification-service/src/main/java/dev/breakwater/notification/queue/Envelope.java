package dev.breakwater.notification.queue;

import java.time.Instant;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageBuilderSupport;
import org.springframework.amqp.core.MessageDeliveryMode;

/** What the queues know of a message besides its body. */
record Envelope(Message message) {

    static final String DUE = "breakwater-due-ms";
    static final String REASON = "breakwater-reason";

    /** When to try again, in milliseconds since the epoch; 0 if at once. */
    long dueMillis() {
        return message.getMessageProperties().getHeader(DUE) instanceof Number n ? n.longValue() : 0;
    }

    Message due(Instant due, String reason) {
        return copy().setHeader(DUE, due.toEpochMilli())
                .setHeader(REASON, reason)
                .build();
    }

    Message dead(String reason) {
        return copy().setHeader(REASON, reason).build();
    }

    Message again() {
        return copy().removeHeader(DUE).build();
    }

    private MessageBuilderSupport<Message> copy() {
        return MessageBuilder.withBody(message.getBody())
                .copyHeaders(message.getMessageProperties().getHeaders())
                .setContentType(message.getMessageProperties().getContentType())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT);
    }
}
