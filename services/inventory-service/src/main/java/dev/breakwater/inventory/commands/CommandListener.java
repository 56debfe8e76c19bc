package dev.breakwater.inventory.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Reads commands. What it throws, {@link CommandErrors} decides upon. */
@Component
class CommandListener {

    static final String COMMANDS = "inventory.commands";

    private final ObjectMapper json;
    private final Validator validator;
    private final CarryOut carryOut;

    CommandListener(ObjectMapper json, Validator validator, CarryOut carryOut) {
        this.json = json;
        this.validator = validator;
        this.carryOut = carryOut;
    }

    @KafkaListener(topics = COMMANDS)
    void receive(ConsumerRecord<String, @Nullable String> record) {
        carryOut.carryOut(read(record.value()));
    }

    private InventoryCommand read(@Nullable String value) {
        InventoryCommand command;
        try {
            command = value == null ? null : json.readValue(value, InventoryCommand.class);
        } catch (JsonProcessingException e) {
            throw new UnusableCommandException("not a command: " + e.getOriginalMessage());
        }
        if (command == null) {
            throw new UnusableCommandException("not a command: empty");
        }
        var violations = validator.validate(command);
        if (!violations.isEmpty()) {
            throw new UnusableCommandException(violations.stream()
                    .map(v -> v.getPropertyPath() + " " + v.getMessage())
                    .sorted()
                    .collect(Collectors.joining("; ")));
        }
        return command;
    }
}
