package dev.breakwater.inventory.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.breakwater.inventory.messaging.DeadLetters;
import dev.breakwater.inventory.messaging.Messages;
import dev.breakwater.inventory.messaging.MessagingConfiguration;
import dev.breakwater.inventory.messaging.Place;
import dev.breakwater.inventory.messaging.TransactionalKafka;
import dev.breakwater.inventory.messaging.UnusableMessageException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads commands. What it throws makes it read the same command again, after a pause. */
@Component
class CommandListener {

    static final String COMMANDS = "inventory.commands";

    private final Messages messages;
    private final CarryOut carryOut;
    private final TransactionalKafka kafka;
    private final DeadLetters deadLetters;

    CommandListener(Messages messages, CarryOut carryOut, TransactionalKafka kafka, DeadLetters deadLetters) {
        this.messages = messages;
        this.carryOut = carryOut;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        deadLetters.countFrom(COMMANDS);
    }

    @KafkaListener(topics = COMMANDS, containerFactory = MessagingConfiguration.EXACTLY_ONCE)
    void receive(ConsumerRecord<String, @Nullable String> message) throws JsonProcessingException {
        try {
            InventoryCommand command = messages.read(message, InventoryCommand.class);
            kafka.tell(carryOut.carryOut(command, Place.of(message)));
        } catch (UnusableMessageException never) {
            deadLetters.setAside(message, never);
        }
    }
}
