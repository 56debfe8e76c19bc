package dev.breakwater.inventory.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads messages and checks them. Thread-safe. */
@Component
public class Messages {

    private final ObjectMapper json;
    private final Validator validator;

    Messages(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The message as that type.
     *
     * @throws UnusableMessageException if it is none
     */
    public <M> M read(ConsumerRecord<String, @Nullable String> message, Class<M> type) {
        M read;
        try {
            read = message.value() == null ? null : json.readValue(message.value(), type);
        } catch (JsonProcessingException e) {
            throw new UnusableMessageException("not a command: " + e.getOriginalMessage());
        }
        if (read == null) {
            throw new UnusableMessageException("not a command: empty");
        }
        var violations = validator.validate(read);
        if (!violations.isEmpty()) {
            throw new UnusableMessageException(violations.stream()
                    .map(v -> v.getPropertyPath() + " " + v.getMessage())
                    .sorted()
                    .collect(Collectors.joining("; ")));
        }
        return read;
    }
}
