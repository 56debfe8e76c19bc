package dev.breakwater.web.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Everybody in the network may look; only who has the internal token may force a breaker. */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorAccessTest {

    private static final String BREAKER = "/actuator/circuitbreakers/stripe";
    private static final String FORCE_OPEN = "{\"updateState\":\"FORCE_OPEN\"}";
    private static final String JSON = "Content-Type: application/json";
    private static final String SERVICE = "Authorization: Bearer " + SampleServer.INTERNAL_TOKEN;

    private static SampleServer server;
    private static Wire wire;

    @BeforeAll
    static void start() {
        server = new SampleServer();
        wire = server.wire();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        stripe().reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/breakers", "/actuator/circuitbreakers"})
    void readingNeedsNoTokenAndMindsNone(String path) throws IOException {
        assertThat(wire.get(path).status()).isEqualTo(200);
        assertThat(wire.get(path, SERVICE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Nothing: said", "Authorization: Bearer wrong-token-entirely", "Authorization: Basic abc"})
    void nobodyElseForcesABreaker(String header) throws IOException {
        Wire.Answer answer = wire.post(BREAKER, FORCE_OPEN, JSON, header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/unauthenticated");
        assertThat(stripe().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aUsersTokenForcesNoBreaker() throws IOException {
        String token = server.keys.sign(Keys.validClaims().build());
        assertThat(wire.post(BREAKER, FORCE_OPEN, JSON, "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(401);
        assertThat(stripe().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void noMethodThatMayChangeSomethingIsOpen(String method) throws IOException {
        Wire.Answer answer = wire.send(method + " " + BREAKER + "/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void whoForcesABreakerIsLogged(CapturedOutput log) throws IOException {
        Wire.Answer answer = wire.post(
                BREAKER, FORCE_OPEN, JSON, SERVICE, "X-Override-By: ada", "X-Override-Reason: Stripe asked us to");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(stripe().getState()).isEqualTo(CircuitBreaker.State.FORCED_OPEN);
        assertThat(log).contains("POST " + BREAKER + ": by ada, because: Stripe asked us to");
    }

    @Test
    void whoSaysNothingIsLoggedAsThat(CapturedOutput log) throws IOException {
        wire.post(BREAKER, FORCE_OPEN, JSON, SERVICE);
        assertThat(log).contains("POST " + BREAKER + ": by somebody who gave no name, because: no reason given");
    }

    private static CircuitBreaker stripe() {
        return server.bean(CircuitBreakerRegistry.class).circuitBreaker("stripe");
    }
}
