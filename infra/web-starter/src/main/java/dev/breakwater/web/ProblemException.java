package dev.breakwater.web;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem of a known type. Carries no stack trace: it is an answer, not a fault.
 *
 * <p>Throw it at the HTTP border; inside, expected outcomes are values.
 */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> properties;
    private final @Nullable Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /**
     * An answer of the type with further members.
     *
     * @param detail what happened this time, for a person to read; goes to the client as it is
     * @param properties further members of the problem's body
     */
    public ProblemException(ProblemType type, String detail, Map<String, ?> properties) {
        this(type, detail, properties, null);
    }

    private ProblemException(
            ProblemType type, String detail, Map<String, ?> properties, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.properties = new LinkedHashMap<>(properties);
        this.retryAfter = retryAfter;
    }

    /** An {@link ProblemType#INVALID_REQUEST} that names one field, its value and what is allowed. */
    public static ProblemException invalid(
            String field, @Nullable Object value, @Nullable String range, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                field + " " + message,
                Map.of("errors", List.of(new FieldProblem(field, value, range, message))));
    }

    /** The same problem with a {@code Retry-After} header, in whole seconds, rounded up, at least 1. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(type, detail(), properties, wait);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> properties() {
        return properties;
    }

    /** How long the client should wait; null when waiting would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
