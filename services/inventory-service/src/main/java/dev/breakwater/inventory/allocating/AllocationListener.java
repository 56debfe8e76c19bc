package dev.breakwater.inventory.allocating;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.breakwater.inventory.messaging.AllocationCommand;
import dev.breakwater.inventory.messaging.DeadLetters;
import dev.breakwater.inventory.messaging.Messages;
import dev.breakwater.inventory.messaging.MessagingConfiguration;
import dev.breakwater.inventory.messaging.Place;
import dev.breakwater.inventory.messaging.Topics;
import dev.breakwater.inventory.messaging.TransactionalKafka;
import dev.breakwater.inventory.messaging.UnusableMessageException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads what warehouses must still be told. A warehouse that gives no answer holds up its own partition. */
@Component
class AllocationListener {

    private final Messages messages;
    private final CarryOutAllocation carryOut;
    private final TransactionalKafka kafka;
    private final DeadLetters deadLetters;

    AllocationListener(
            Messages messages, CarryOutAllocation carryOut, TransactionalKafka kafka, DeadLetters deadLetters) {
        this.messages = messages;
        this.carryOut = carryOut;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        deadLetters.countFrom(Topics.ALLOCATIONS);
    }

    @KafkaListener(
            topics = Topics.ALLOCATIONS,
            groupId = "inventory-service-allocations",
            containerFactory = MessagingConfiguration.EXACTLY_ONCE)
    void receive(ConsumerRecord<String, @Nullable String> message) throws JsonProcessingException {
        try {
            AllocationCommand command = messages.read(message, AllocationCommand.class);
            kafka.tell(carryOut.carryOut(command, Place.of(message)));
        } catch (UnusableMessageException never) {
            deadLetters.setAside(message, never);
        }
    }
}
