package dev.breakwater.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Refuses texts that JSON can spell and a database cannot store: NUL characters (PostgreSQL raises an error) and halves of
 * surrogate pairs (silently stored as a question mark).
 */
final class StrictText extends StringDeserializer {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = super.deserialize(parser, context);
        if (text != null && !storable(text)) {
            throw InvalidFormatException.from(parser, "not storable", text, String.class);
        }
        return text;
    }

    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
