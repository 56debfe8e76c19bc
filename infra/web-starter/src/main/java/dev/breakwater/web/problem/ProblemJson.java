package dev.breakwater.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** A problem as JSON text, the same bytes from a servlet, from the container and from the reactive gateway. Thread-safe. */
public final class ProblemJson {

    /** Of its own, so that a service's mapper settings cannot change the shape; it knows how Spring lays out a problem. */
    private static final ObjectMapper MAPPER =
            Jackson2ObjectMapperBuilder.json().build();

    private ProblemJson() {}

    /** UTF-8, one line. */
    public static byte[] of(ProblemDetail problem) {
        try {
            return MAPPER.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A property of the problem cannot be written as JSON", e);
        }
    }
}
