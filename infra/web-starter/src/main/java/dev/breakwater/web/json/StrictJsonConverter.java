package dev.breakwater.web.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.web.problem.RefusedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJacksonInputMessage;

/** Keeps the body at hand (its size is bounded) so that a refused field can be shown with what was sent. */
final class StrictJsonConverter extends MappingJackson2HttpMessageConverter {

    StrictJsonConverter(ObjectMapper strict) {
        super(strict);
    }

    @Override
    public Object read(Type type, @Nullable Class<?> contextClass, HttpInputMessage input) throws IOException {
        byte[] body = input.getBody().readAllBytes();
        try {
            return super.read(
                    type,
                    contextClass,
                    new MappingJacksonInputMessage(new ByteArrayInputStream(body), input.getHeaders()));
        } catch (HttpMessageNotReadableException refused) {
            if (refused.getCause() instanceof JsonMappingException reason) {
                throw new RefusedJsonException(reason, input, valueAt(reason, body));
            }
            throw refused;
        }
    }

    private @Nullable Object valueAt(JsonMappingException reason, byte[] body) throws IOException {
        JsonNode node;
        try {
            node = getObjectMapper().readTree(body);
        } catch (JsonProcessingException malformed) {
            return null;
        }
        for (JsonMappingException.Reference step : reason.getPath()) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() || node.isTextual() ? node.asText() : null;
    }
}
