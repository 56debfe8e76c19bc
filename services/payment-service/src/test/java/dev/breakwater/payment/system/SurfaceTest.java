package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.payment.system.PaymentApi.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the service shows of itself. */
@ExtendWith(InSystem.class)
class SurfaceTest {

    private final PaymentSystem system;

    SurfaceTest(PaymentSystem system) {
        this.system = system;
    }

    @Test
    void webhookAndRefundsAreTheOnlyPublicEndpoints() {
        Answer docs = system.api.stranger("GET", "/v3/api-docs", "", "");
        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.body().path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("/webhooks/stripe", "/api/payments/{orderId}/refunds");
    }

    @Test
    void documentedWebhookAnswersAreTheRealOnes() {
        Answer docs = system.api.stranger("GET", "/v3/api-docs", "", "");
        assertThat(docs.body()
                        .path("paths")
                        .path("/webhooks/stripe")
                        .path("post")
                        .path("responses")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("200", "400", "409", "413");
    }

    @Test
    void readinessIsTold() {
        assertThat(system.api
                        .stranger("GET", "/actuator/health/readiness", "", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void openBreakerFailsNeitherLivenessNorReadiness() {
        system.breaker("stripe").transitionToForcedOpenState();
        assertThat(system.api
                        .stranger("GET", "/actuator/health/liveness", "", "")
                        .status())
                .isEqualTo(200);
        assertThat(system.api
                        .stranger("GET", "/actuator/health/readiness", "", "")
                        .status())
                .isEqualTo(200);
        system.healthy();
    }
}
