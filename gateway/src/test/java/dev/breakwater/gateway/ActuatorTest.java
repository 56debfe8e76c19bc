package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Everybody in the network may look; only who has the internal token may force a breaker. */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorTest {

    private static final Edge edge = Edge.asDeployed();

    @BeforeEach
    void close() {
        edge.breaker("order-service").reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "breakers", "circuitbreakers", "prometheus"})
    void readingNeedsNoTokenAndMindsNone(String path) throws Exception {
        assertThat(edge.send(edge.actuatorRequest(path)).statusCode()).isEqualTo(200);
        assertThat(edge.send(edge.actuatorRequest(path).header("Authorization", "Bearer " + Edge.INTERNAL_TOKEN))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyElseForcesABreaker() throws Exception {
        EdgeTest.problem(edge.send(forcing()), 401, "unauthenticated");
        EdgeTest.problem(
                edge.send(forcing().header("Authorization", "Bearer " + edge.token())), 401, "unauthenticated");
        EdgeTest.problem(
                edge.send(edge.actuatorRequest("circuitbreakers/order-service").DELETE()), 401, "unauthenticated");
        assertThat(edge.breaker("order-service").getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void whoForcesABreakerIsLogged(CapturedOutput log) throws Exception {
        HttpResponse<String> answer = edge.send(forcing()
                .header("Authorization", "Bearer " + Edge.INTERNAL_TOKEN)
                .header("X-Override-By", "ada")
                .header("X-Override-Reason", "a drill"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(edge.breaker("order-service").getState()).isEqualTo(State.FORCED_OPEN);
        assertThat(log).contains("POST /actuator/circuitbreakers/order-service: by ada, because: a drill");
    }

    @Test
    void thePublicPortHasNoActuatorToChange() throws Exception {
        EdgeTest.problem(
                edge.send(edge.request("/actuator/circuitbreakers/order-service")
                        .header("Authorization", "Bearer " + edge.token())
                        .POST(BodyPublishers.noBody())),
                404,
                "not-found");
    }

    private static HttpRequest.Builder forcing() {
        return edge.actuatorRequest("circuitbreakers/order-service")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"updateState\":\"FORCE_OPEN\"}"));
    }
}
