package dev.breakwater.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target is scraped, a rule fires, and a receiver hears of it and of its end. */
class MonitoringServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int broken;
    private HttpServer stub;
    private Workspace workspace;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                MonitoringServer.areInstalled(),
                "Prometheus and Alertmanager are not installed (to get them: apt-get install prometheus prometheus-alertmanager)");
        workspace = Workspace.create(Repository.root().resolve("infra/local-stack/tests/target/test"), "monitoring");
        stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/metrics", exchange -> {
            byte[] page = ("# TYPE broken gauge\nbroken " + broken + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        stub.createContext("/hook", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stub.start();
    }

    @AfterEach
    void stop() {
        if (stub != null) {
            stub.stop(0);
            workspace.close();
        }
    }

    @Test
    void whatIsScrapedFiresARuleAndTheReceiverHearsOfItAndOfItsEndThroughAKillOfBoth() throws IOException {
        MonitoringServer alertmanager =
                MonitoringServer.alertmanager(workspace, "alertmanager", write("alertmanager.yml", """
                route:
                  receiver: stub
                  group_wait: 100ms
                  group_interval: 200ms
                receivers:
                  - name: stub
                    webhook_configs:
                      - url: http://127.0.0.1:%d/hook
                """.formatted(
                                stub.getAddress().getPort())));
        Path rules = write("rules.yml", """
                groups:
                  - name: test
                    rules:
                      - alert: Broken
                        expr: broken == 1
                """);
        MonitoringServer prometheus =
                MonitoringServer.prometheus(workspace, "prometheus", write("prometheus.yml", """
                global: {scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms}
                rule_files: ["%s"]
                alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
                scrape_configs:
                  - job_name: stub
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(
                                rules,
                                alertmanager.baseUrl().getAuthority(),
                                stub.getAddress().getPort())));

        broken = 1;
        await().atMost(PATIENCE).until(() -> heard("firing"));
        prometheus.kill();
        alertmanager.kill();
        received.clear();
        alertmanager.start();
        prometheus.start();
        await().atMost(PATIENCE).until(() -> heard("firing"));
        broken = 0;
        await().atMost(PATIENCE).until(() -> heard("resolved"));

        assertThat(received).allMatch(message -> message.contains("\"alertname\":\"Broken\""));
    }

    private boolean heard(String status) {
        return received.stream().anyMatch(message -> message.contains("\"status\":\"" + status + "\",\"alerts\""));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(workspace.folder().resolve(name), text);
    }
}
