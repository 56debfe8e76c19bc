package dev.breakwater.notification.mailqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the queue is made as. In front of a stand-in, since ElasticMQ does not tell how long it keeps messages. */
class SqsQueueTest {

    private static final String CREATE = "AmazonSQS.CreateQueue";

    private final Map<String, String> asked = new ConcurrentHashMap<>();

    @Test
    void aMailIsKeptForTwoWeeks() throws IOException {
        HttpServer sqs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sqs.createContext("/", this::answer);
        sqs.start();
        try (SqsQueue queue = new SqsQueue(
                "mail",
                new SqsProperties(
                        URI.create("http://127.0.0.1:" + sqs.getAddress().getPort()),
                        "eu-central-1",
                        "key",
                        "secret",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1)))) {
            assertThat(catchThrowable(() -> queue.send("a mail"))).isNotNull();
        } finally {
            sqs.stop(0);
        }
        assertThat(asked.get(CREATE)).contains("\"MessageRetentionPeriod\":\"1209600\"");
    }

    /** There is no queue yet, one is made, and what is then asked of it fails. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            asked.put(action, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean made = action.equals(CREATE);
            byte[] body = (made
                            ? "{\"QueueUrl\":\"http:/" + exchange.getLocalAddress() + "/mail\"}"
                            : "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"none\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(made ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
