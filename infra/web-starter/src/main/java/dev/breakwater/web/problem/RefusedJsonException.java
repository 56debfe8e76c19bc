package dev.breakwater.web.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** JSON that is well-formed and breaks a rule, together with the value that does. */
public final class RefusedJsonException extends HttpMessageNotReadableException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object value;

    /**
     * Keeps the value as the client wrote it.
     *
     * @param value a text, number or flag; null when the field is missing or holds an object or a list
     */
    public RefusedJsonException(JsonMappingException reason, HttpInputMessage input, @Nullable Object value) {
        super("refused JSON", reason, input);
        this.value = value;
    }

    @Nullable
    Object value() {
        return value;
    }
}
