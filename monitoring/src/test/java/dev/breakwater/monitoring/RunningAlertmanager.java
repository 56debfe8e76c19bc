package dev.breakwater.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An Alertmanager with the committed configuration. It is asked what it holds back; nobody hears of anything. */
final class RunningAlertmanager implements AutoCloseable {

    /** An alert about a breaker. */
    record Alert(String name, String service, String breaker) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI api;

    private RunningAlertmanager(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    static RunningAlertmanager start(String configuration) throws IOException {
        Program program = Program.installed("prometheus-alertmanager", "prometheus-alertmanager");
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "alertmanager");
        int port = freePort();
        Process process = program.start(
                folder.resolve("log"),
                "--config.file=" + configuration,
                "--storage.path=" + folder,
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
        RunningAlertmanager running =
                new RunningAlertmanager(process, URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> running.all().isArray());
        return running;
    }

    /** Those of the alerts that are kept quiet, each with those that do so. */
    Map<String, List<Alert>> quiet(List<Alert> alerts) throws IOException, InterruptedException {
        post(alerts);
        // Alerts take effect one by one, in their order: when these two have, all have.
        Alert last = new Alert("OrderBudgetBurnsSlowly", "", "");
        post(List.of(last, new Alert("OrderBudgetBurnsFast", "", "")));
        await().atMost(PATIENCE).until(() -> quiet().containsKey(last.toString()));
        Map<String, List<Alert>> quiet = quiet();
        quiet.remove(last.toString());
        return quiet;
    }

    private void post(List<Alert> alerts) throws IOException, InterruptedException {
        List<Map<String, Map<String, String>>> body = new ArrayList<>();
        for (Alert alert : alerts) {
            body.add(Map.of(
                    "labels",
                    Map.of("alertname", alert.name(), "service", alert.service(), "breaker", alert.breaker())));
        }
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private Map<String, List<Alert>> quiet() throws IOException, InterruptedException {
        JsonNode all = all();
        Map<String, Alert> byFingerprint = new HashMap<>();
        all.forEach(alert -> byFingerprint.put(alert.path("fingerprint").asText(), alert(alert)));
        Map<String, List<Alert>> quiet = new TreeMap<>();
        for (JsonNode alert : all) {
            List<Alert> by = new ArrayList<>();
            for (JsonNode fingerprint : alert.at("/status/inhibitedBy")) {
                Alert source = byFingerprint.get(fingerprint.asText());
                if (source != null) {
                    by.add(source);
                }
            }
            if (!by.isEmpty()) {
                quiet.put(alert(alert).toString(), by);
            }
        }
        return quiet;
    }

    private JsonNode all() throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString())
                .body());
    }

    private static Alert alert(JsonNode json) {
        JsonNode labels = json.path("labels");
        return new Alert(
                labels.path("alertname").asText(),
                labels.path("service").asText(),
                labels.path("breaker").asText());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
