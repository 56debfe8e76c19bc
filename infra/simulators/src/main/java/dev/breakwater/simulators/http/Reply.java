package dev.breakwater.simulators.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer; immutable (nobody writes into the body). */
@SuppressWarnings("ArrayRecordComponent") // nobody compares replies
public record Reply(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A body of {@code application/json}. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), NOTHING);
    }

    /** The same reply with one header set. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
