package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRoutingTest {

    private static final String CONFIG = "alertmanager/alertmanager.yml";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theConfigurationIsWhatAlertmanagerTakes() throws Exception {
        Program.Outcome checked = amtool().run("check-config", CONFIG);
        assertThat(checked.status()).as(checked.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CircuitBreakerOpen | warning  | incident-commander,slack",
                "HighFailureRate    | critical | incident-commander,pagerduty,slack",
                "MoneyContradiction | critical | incident-commander,pagerduty,slack"
            })
    void everybodyHearsWhatConcernsThem(String alert, String severity, String receivers) throws Exception {
        Program.Outcome routed = amtool().run(
                        "config",
                        "routes",
                        "test",
                        "--config.file=" + CONFIG,
                        "alertname=" + alert,
                        "severity=" + severity);
        assertThat(routed.output().lines().toList()).contains(receivers);
    }

    @Test
    void aDependencysBreakerSilencesThoseOfItsCallers() throws Exception {
        Program alertmanager = Program.installed("prometheus-alertmanager", "prometheus-alertmanager");
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "alertmanager");
        int port = freePort();
        URI api = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
        Process running = alertmanager.start(
                folder.resolve("log"),
                "--config.file=" + CONFIG,
                "--storage.path=" + folder,
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
        try {
            await(() -> alerts(api).isArray());
            post(
                    api,
                    List.of(
                            alert("CircuitBreakerOpen", "payment-service", "stripe"),
                            alert("HighFailureRate", "payment-service", "stripe"),
                            alert("CircuitBreakerOpen", "order-service", "payment-service"),
                            alert("CircuitBreakerOpen", "order-service", "inventory-service")));
            await(() -> alerts(api).size() == 4);
            await(() -> inhibited(api)
                    .equals(List.of(
                            "CircuitBreakerOpen order-service payment-service",
                            "HighFailureRate payment-service stripe")));
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    private static Program amtool() {
        return Program.installed("amtool", "prometheus-alertmanager");
    }

    private static Map<String, Map<String, String>> alert(String name, String service, String breaker) {
        return Map.of("labels", Map.of("alertname", name, "service", service, "breaker", breaker));
    }

    private static void post(URI api, Object alerts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(alerts)))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static JsonNode alerts(URI api) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString())
                .body());
    }

    private static List<String> inhibited(URI api) throws IOException, InterruptedException {
        List<String> inhibited = new ArrayList<>();
        for (JsonNode alert : alerts(api)) {
            if (!alert.path("status").path("inhibitedBy").isEmpty()) {
                JsonNode labels = alert.path("labels");
                inhibited.add(labels.path("alertname").asText() + " "
                        + labels.path("service").asText() + " "
                        + labels.path("breaker").asText());
            }
        }
        inhibited.sort(null);
        return inhibited;
    }

    private interface Look {
        boolean isThere() throws IOException, InterruptedException;
    }

    private static void await(Look look) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!seen(look)) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds past the deadline")
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean seen(Look look) throws InterruptedException {
        try {
            return look.isThere();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
