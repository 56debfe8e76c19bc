package dev.breakwater.notification.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads messages. What it says about a bad one names fields and never quotes them: they may be personal. */
@Component
public class NoticeReader {

    private final ObjectReader json;
    private final Validator validator;

    NoticeReader(ObjectMapper json, Validator validator) {
        this.json = json.readerFor(Notice.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.validator = validator;
    }

    /** What a message holds: a mail, or the reason why not. */
    public sealed interface Reading {

        record Legible(Notice notice) implements Reading {}

        record Illegible(String reason) implements Reading {}
    }

    public Reading read(byte[] body) {
        Notice notice;
        try {
            notice = json.readValue(body);
        } catch (JsonMappingException e) {
            return new Reading.Illegible("cannot be read at " + path(e));
        } catch (JsonProcessingException e) {
            return new Reading.Illegible("is not JSON");
        } catch (IOException e) {
            return new Reading.Illegible("cannot be read");
        }
        return notice == null ? new Reading.Illegible("is empty") : checked(notice);
    }

    private Reading checked(Notice notice) {
        var violations = validator.validate(notice);
        return violations.isEmpty()
                ? new Reading.Legible(notice)
                : new Reading.Illegible("wrong: "
                        + violations.stream()
                                .map(violation -> violation.getPropertyPath().toString())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .map(NoticeReader::known)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the top" : path;
    }

    /** The keys of {@code data} are the sender's, so they are not repeated either. */
    private static String known(@Nullable String field) {
        return field != null && field.matches("eventId|template|to|email|name|phone|orderId|data") ? field : "?";
    }
}
