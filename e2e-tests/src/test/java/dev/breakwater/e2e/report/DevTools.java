package dev.breakwater.e2e.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The browser's DevTools protocol: commands, their answers, and the events that come between them. Not thread-safe. */
final class DevTools implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final WebSocket socket;
    private int last;

    DevTools(URI browser) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(browser, new Listener())
                .join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            message.append(part);
            if (isLast) {
                received.add(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param session of the tab; empty for the browser itself
     */
    JsonNode send(String session, String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++last;
        Map<String, Object> command = new LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        socket.sendText(Json.MAPPER.writeValueAsString(command), true).join();
        JsonNode answer = next(message -> message.path("id").asInt() == id);
        if (answer.has("error")) {
            throw new IOException(method + " " + parameters + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    /** Waits for an event of a tab unless it has come already. */
    void await(String session, String method, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        if (events(session, method).stream().noneMatch(wanted)) {
            next(message -> is(message, session, method) && wanted.test(message.path("params")));
        }
    }

    /** What a tab has told until now. */
    List<JsonNode> events(String session, String method) {
        return events.stream()
                .filter(event -> is(event, session, method))
                .map(event -> event.path("params"))
                .toList();
    }

    private static boolean is(JsonNode event, String session, String method) {
        return event.path("sessionId").asText().equals(session)
                && event.path("method").asText().equals(method);
    }

    private JsonNode next(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        while (true) {
            String text = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new IOException("the browser has said nothing for " + PATIENCE_SECONDS + " s");
            }
            JsonNode message = Json.MAPPER.readTree(text);
            if (message.has("method")) {
                events.add(message);
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
