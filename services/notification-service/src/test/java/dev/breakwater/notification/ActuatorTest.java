package dev.breakwater.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActuatorTest {

    private final Stack stack = Stack.shared();

    @BeforeEach
    void heal() throws Exception {
        stack.heal();
    }

    @Test
    void onlyWhoHasTheInternalTokenForcesABreaker() throws Exception {
        assertThat(force("FORCE_OPEN", "somebody-else's-token")).isEqualTo(401);
        assertThat(stack.service.breaker("twilio").getState()).isEqualTo(State.CLOSED);
        assertThat(force("FORCE_OPEN", "a-token-for-tests-only")).isEqualTo(200);
        assertThat(stack.service.breaker("twilio").getState()).isEqualTo(State.FORCED_OPEN);
    }

    private int force(String state, String token) throws Exception {
        return stack.service
                .send(HttpRequest.newBuilder(stack.service.uri("/actuator/circuitbreakers/twilio"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"updateState\":\"" + state + "\"}")))
                .statusCode();
    }
}
