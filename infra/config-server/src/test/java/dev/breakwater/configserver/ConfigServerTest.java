package dev.breakwater.configserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningConfigServer.Shared.class)
class ConfigServerTest {

    private static final String RATE = "resilience4j.circuitbreaker.instances.stripe.failure-rate-threshold";

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong-token-entirely", "Basic abc"})
    void onlyServicesAreAnswered(String authorization, RunningConfigServer server) throws Exception {
        HttpResponse<String> answer = server.send("GET", "/internal/config/payment-service/default", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/unauthenticated").doesNotContain("propertySources");
    }

    @Test
    void whetherItIsWellEverybodyMayAsk(RunningConfigServer server) throws Exception {
        assertThat(server.send("GET", "/actuator/health/readiness", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangeOfTheFolderIsTheNextAnswer(RunningConfigServer server) throws Exception {
        assertThat(server.get("/internal/config/changed-service/default").body())
                .contains("\"name\":\"changed-service\"", "\"propertySources\":[]");

        server.write("changed-service.yml", RATE + ": 40");
        assertThat(server.get("/internal/config/changed-service/default").body())
                .contains("\"" + RATE + "\":40");

        server.write("changed-service.yml", RATE + ": 45");
        assertThat(server.get("/internal/config/changed-service/default").body())
                .contains("\"" + RATE + "\":45");
        assertThat(server.get("/internal/config/another-service/default").body())
                .contains("\"propertySources\":[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/config/secret-service/production",
                "/internal/config/secret-service/default,native",
                "/internal/config/secret-service/default/main",
                "/internal/config/secret-service/default/main/secret.txt",
                "/internal/config/secret-service/default/",
                "/internal/config/secret-service-default.yml",
                "/internal/config/secret-service-default.properties",
                "/internal/config/main/secret-service-default.json",
                "/internal/config/other,secret-service/default",
                "/internal/config/Secret-service/default",
                "/internal/config/-service/default",
                "/internal/config/service2/default",
                "/internal/config/secret_service/default",
                "/internal/config/%73ecret-service/default",
                "/%69nternal/config/secret-service/production",
                "/internal/config/(_)(_)etc/default",
                "/internal/config/default",
                "/internal/config",
                "/internal/config/key",
                "/internal/config/encrypt/status"
            })
    void nothingElseIsThere(String path, RunningConfigServer server) throws Exception {
        server.write("secret-service.yml", RATE + ": 40");
        server.write("secret.txt", "secret");

        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/problems/not-found").doesNotContain("propertySources", RATE, "\"secret\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/config/..%2F..%2Fetc/default",
                "/internal/config/%2e%2e/default",
                "/internal/config/secret-service;x/default",
                "/internal/config//secret-service/default",
                "/actuator/%2e%2e/internal/config/secret-service/production",
                "/secret-service/default"
            })
    void whatIsNoPathOrElsewhereIsRefusedBeforeThat(String path, RunningConfigServer server) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isIn(400, 401, 404);
        assertThat(answer.body()).contains("/problems/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD"})
    void nobodyWrites(String method, RunningConfigServer server) throws Exception {
        assertThat(server.send(
                                method,
                                "/internal/config/payment-service/default",
                                "Bearer " + RunningConfigServer.TOKEN)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFolderThatIsAwayIsNotAnEmptyOne(RunningConfigServer server) throws Exception {
        Path elsewhere = server.folder().resolveSibling(server.folder().getFileName() + "-away");
        Files.move(server.folder(), elsewhere);
        try {
            assertThat(server.get("/internal/config/payment-service/default").statusCode())
                    .isEqualTo(503);
        } finally {
            Files.move(elsewhere, server.folder());
        }
    }
}
