package dev.breakwater.paymentfallback.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.localstack.ManagedProcess;
import dev.breakwater.localstack.SqsServer;
import dev.breakwater.paymentfallback.PaymentFallbackServiceApplication;
import dev.breakwater.paymentfallback.SharedSqs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SIGKILL of payment-fallback-service in the middle of settlements. */
class KillTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void paymentsThatWereBeingSettledAreSettledByTheNextProcess() throws IOException, InterruptedException {
        try (PaymentServiceStandIn payments = new PaymentServiceStandIn();
                Fallback service = new Fallback(SharedSqs.empty(), payments)) {
            service.start();
            payments.permits.drainPermits(); // settlements begin and get no answer
            List<UUID> orders = Stream.generate(UUID::randomUUID).limit(8).toList();
            for (UUID order : orders) {
                assertThat(service.queue(order)).isEqualTo(202);
            }
            await().atMost(SOON).until(() -> !payments.settlements.isEmpty());
            service.kill();
            payments.reset();

            service.start();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(orders)
                            .allMatch(order -> payments.settlements.stream()
                                    .anyMatch(settlement -> settlement.startsWith(order.toString()))));
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(service.depth()).isEqualTo("{\"depth\":0,\"inFlight\":0,\"deadLettered\":0}"));
        }
    }

    private static final class Fallback extends ManagedProcess {

        private final Map<String, String> environment;
        private final String baseUrl;

        Fallback(SqsServer sqs, PaymentServiceStandIn payments) {
            super(SharedSqs.WORKSPACE, "payment-fallback-service");
            int port = workspace.freePort();
            baseUrl = "http://127.0.0.1:" + port;
            environment = Map.of(
                    "SERVER_PORT",
                    Integer.toString(port),
                    "BREAKWATER_SPEED",
                    "30",
                    "BREAKWATER_INTERNAL_TOKEN",
                    DrainSystem.TOKEN,
                    "BREAKWATER_JWT_PUBLIC_KEY_LOCATION",
                    Tokens.publicKeyLocation(),
                    "BREAKWATER_SQS_MINVISIBILITY",
                    "2s",
                    "SQS_ENDPOINT",
                    sqs.endpoint().toString(),
                    "SQS_ACCESS_KEY",
                    "local",
                    "SQS_SECRET_KEY",
                    "local",
                    "PAYMENT_SERVICE_URL",
                    payments.url());
        }

        int queue(UUID order) throws IOException, InterruptedException {
            return HTTP.send(
                            request("/internal/queued-payments/" + order)
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString(DrainSystem.GOOD))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }

        String depth() throws IOException, InterruptedException {
            return HTTP.send(request("/internal/queued-payments").build(), BodyHandlers.ofString())
                    .body();
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(baseUrl + path))
                    .header("Authorization", "Bearer " + DrainSystem.TOKEN);
        }

        @Override
        protected ProcessBuilder command() {
            ProcessBuilder command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx160m",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-cp",
                    System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                    PaymentFallbackServiceApplication.class.getName());
            command.environment().putAll(environment);
            return command;
        }

        @Override
        protected boolean ready() throws IOException, InterruptedException {
            HttpRequest readiness = HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/health/readiness"))
                    .build();
            return HTTP.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
        }
    }
}
