package dev.breakwater.inventory.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a message was read. */
public final class Place {

    private Place() {}

    public static String of(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }
}
