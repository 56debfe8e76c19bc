package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:breakwater-policies.yml",
            "resilience4j.circuitbreaker.instances.dependency.base-config=web-service",
            "resilience4j.bulkhead.instances.dependency.base-config=web-service",
            "resilience4j.timelimiter.instances.dependency.base-config=web-service"
        })
class GuardedCallTest {

    private final Guards guards;
    private final CircuitBreakerRegistry breakers;

    GuardedCallTest(@Autowired Guards guards, @Autowired CircuitBreakerRegistry breakers) {
        this.guards = guards;
        this.breakers = breakers;
    }

    @BeforeEach
    void closed() {
        breakers.circuitBreaker("dependency").reset();
    }

    @Test
    void fallbacksAnswerInOrderWhenTheCallFails() {
        GuardedCall<String, String> call = full(argument -> {
                    throw new IOException("down");
                })
                .orElse("first", (argument, trouble) -> {
                    throw new IOException("down too");
                })
                .orElse("second", (argument, trouble) -> argument + " by the second");

        assertThat(call.with("answered")).isEqualTo("answered by the second");
    }

    @Test
    void twentyFailuresOpenTheBreakerAndNothingIsSentAfterThem() {
        GuardedCall<String, String> call = full(argument -> {
            throw new IOException("down");
        });
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> call.with("a")).isInstanceOf(DependencyUnavailableException.class);
        }

        assertThatThrownBy(() -> call.with("a"))
                .isInstanceOfSatisfying(
                        DependencyUnavailableException.class,
                        rejected -> assertThat(rejected.trouble().neverSent()).isTrue());
    }

    @Test
    void anAnswerAboutTheRequestIsRethrownAndDoesNotCount() {
        GuardedCall<String, String> call = full(argument -> {
            throw new Refused();
        });
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> call.with("a")).isInstanceOf(Refused.class);
        }
    }

    private GuardedCall<String, String> full(RemoteCall<String, String> remote) {
        return guards.on("dependency")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(remote);
    }

    private static final class Refused extends Exception implements RequestRefused {
        private static final long serialVersionUID = 1L;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}
}
