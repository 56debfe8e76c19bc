package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.payment.system.PaymentApi.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(InSystem.class)
class ReviewsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();

    ReviewsTest(PaymentSystem system) {
        this.system = system;
    }

    @Test
    void everyPaymentInReviewIsOnOnePage() {
        Set<String> reviewed = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            UUID one = UUID.randomUUID();
            system.api.review(one);
            reviewed.add(one.toString());
        }
        Set<String> seen = new HashSet<>();
        String after = "";
        do {
            Answer page = system.api.internal("GET", "/internal/payments?status=IN_REVIEW&limit=2" + after, "");
            assertThat(page.status()).isEqualTo(200);
            for (JsonNode payment : page.body().path("payments")) {
                assertThat(seen.add(payment.path("orderId").asText())).isTrue();
                assertThat(payment.path("reason").asText()).isNotEmpty();
                assertThat(payment.path("since").asText()).contains("T");
                assertThat(payment.has("paymentMethod")).isFalse();
            }
            after = page.body().path("next").isTextual() ? "&after=" + page.text("next") : "";
        } while (!after.isEmpty());
        assertThat(seen).containsAll(reviewed);
        await().atMost(SOON).until(() -> system.gauge("payments.in.review") == seen.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=CHARGED",
                "status=IN_REVIEW&limit=0",
                "status=IN_REVIEW&limit=201",
                "status=IN_REVIEW&after=x",
                "limit=5",
                "status=CONTRADICTED"
            })
    void badQueryIsRefused(String query) {
        assertThat(system.api.internal("GET", "/internal/payments?" + query, "").status())
                .isEqualTo(400);
    }

    @Test
    void approvalChargesOnceAndIsAudited() {
        system.api.review(order);
        Answer answer = system.api.decide(order, "APPROVE");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
        assertThat(system.surroundings.announced(order, "CHARGED")).isEqualTo(1);
        assertThat(system.surroundings
                        .jdbc()
                        .sql(
                                "select actor || ' ' || detail from payment_audit where order_id = ? and actor is not null")
                        .param(order)
                        .query(String.class)
                        .single())
                .isEqualTo("ada@example.org APPROVE: called the customer");
        Answer again = system.api.decide(order, "REJECT");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).isEqualTo("/problems/not-in-review");
    }

    @Test
    void rejectionDeclines() {
        system.api.review(order);
        Answer answer = system.api.decide(order, "REJECT");
        assertThat(answer.text("status")).isEqualTo("DECLINED");
        assertThat(answer.text("declineCode")).isEqualTo("review_rejected");
        assertThat(system.stripe.charges(order)).isZero();
        assertThat(system.surroundings.announced(order, "DECLINED")).isEqualTo(1);
    }

    @Test
    void whatWasChargedAfterAllCannotBeRejected() {
        system.api.charge(UUID.randomUUID());
        system.stripe.fault("error-500-after", "{}");
        system.api.charge(order);
        system.api.review(order);
        system.healthy();
        assertThat(system.api.decide(order, "REJECT").text("status")).isEqualTo("CHARGED");
        assertThat(system.stripe.charges(order)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVE", "REJECT"})
    void withoutTheProviderThePaymentStaysInReview(String decision) {
        system.api.charge(UUID.randomUUID());
        system.api.review(order);
        system.stripe.fault("error-503", "{}");
        Answer answer = system.api.decide(order, decision);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(system.api.payment(order).text("status")).isEqualTo("IN_REVIEW");
        system.healthy();
        assertThat(system.api.decide(order, decision).status()).isEqualTo(200);
    }

    @Test
    void unknownPaymentAndBadDecisionAreRefused() {
        assertThat(system.api.decide(order, "APPROVE").status()).isEqualTo(404);
        system.api.charge(order, system.api.body(1299, "pm_card_visa"));
        assertThat(system.api.decide(order, "APPROVE").status()).isEqualTo(409);
        assertThat(system.api.decide(order, "MAYBE").status()).isEqualTo(400);
        String path = "/internal/payments/" + order + "/review-decision";
        assertThat(system.api
                        .internal("POST", path, "{\"decision\":\"REJECT\",\"by\":\"\"}")
                        .status())
                .isEqualTo(400);
    }
}
