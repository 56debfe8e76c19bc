package dev.breakwater.simulators.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request that has arrived in full.
 *
 * @param path as sent, not decoded, without the query
 * @param query as sent, not decoded; null if there is none
 * @param headers names in lower case; of a repeated header the first value
 * @param body empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares calls
public record Call(String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {

    /** The value of a header, its name in lower case; null if it was not sent. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body read as UTF-8, malformed bytes replaced. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
