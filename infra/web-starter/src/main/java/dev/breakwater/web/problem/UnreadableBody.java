package dev.breakwater.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.breakwater.web.FieldProblem;
import dev.breakwater.web.ProblemType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Says what is wrong with a body that could not be turned into the controller's argument. */
final class UnreadableBody {

    private final Ranges ranges;

    UnreadableBody(Ranges ranges) {
        this.ranges = ranges;
    }

    ProblemDetail describe(HttpMessageNotReadableException exception, @Nullable String path) {
        PayloadTooLargeException tooLarge = cause(exception, PayloadTooLargeException.class);
        if (tooLarge != null) {
            return Problems.of(ProblemType.PAYLOAD_TOO_LARGE, tooLarge.getMessage(), path);
        }
        JsonProcessingException syntax = syntaxError(exception);
        if (syntax != null) {
            return Problems.of(ProblemType.MALFORMED_REQUEST, "The JSON cannot be read" + at(syntax), path);
        }
        JsonMappingException mapping = cause(exception, JsonMappingException.class);
        if (mapping != null) {
            return mapping.getPath().isEmpty()
                    ? Problems.of(ProblemType.MALFORMED_REQUEST, "The body is not of the expected form", path)
                    : Problems.invalid(List.of(field(mapping, exception)), path);
        }
        return Problems.of(ProblemType.MALFORMED_REQUEST, "A readable body is required", path);
    }

    private FieldProblem field(JsonMappingException mapping, HttpMessageNotReadableException exception) {
        Object sent = exception instanceof RefusedJsonException refused ? refused.value() : null;
        String field = fieldPath(mapping.getPath());
        if (mapping instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
            String names = known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
            return new FieldProblem(field, sent, names.isEmpty() ? null : names, "is not a known field");
        }
        if (mapping instanceof InvalidFormatException format) {
            return new FieldProblem(
                    field,
                    sent != null ? sent : format.getValue(),
                    allowed(format.getTargetType(), mapping),
                    "must be " + name(format.getTargetType()));
        }
        String reason = mapping.getCause() instanceof InputCoercionException
                ? "is out of range"
                : mapping.getCause() instanceof IllegalArgumentException rule
                        ? String.valueOf(rule.getMessage())
                        : "has the wrong type";
        return new FieldProblem(field, sent, ranges.of(mapping.getPath()), reason);
    }

    private @Nullable String allowed(Class<?> target, JsonMappingException mapping) {
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        return ranges.of(mapping.getPath());
    }

    private static String name(Class<?> target) {
        if (target.isEnum()) {
            return "one of the known values";
        }
        if (target == UUID.class) {
            return "a UUID";
        }
        if (target == int.class || target == Integer.class || target == long.class || target == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(target) || (target.isPrimitive() && target != boolean.class)) {
            return "a number";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        return target == String.class ? "a text of well-formed Unicode without NUL" : "of another form";
    }

    /** The error of a body that is no JSON at all, or JSON past the parser's limits; null when only its meaning is wrong. */
    private static @Nullable JsonProcessingException syntaxError(Throwable exception) {
        for (Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof StreamReadException read && !(t instanceof InputCoercionException)) {
                return read;
            }
            if (t instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException limit) {
                return limit;
            }
        }
        return null;
    }

    private static String at(JsonProcessingException syntax) {
        String reason = syntax.getOriginalMessage();
        return syntax.getLocation() == null
                ? ": " + reason
                : " at line %d, column %d: %s"
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr(),
                                reason);
    }

    private static String fieldPath(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable exception, Class<T> type) {
        for (Throwable t = exception; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
