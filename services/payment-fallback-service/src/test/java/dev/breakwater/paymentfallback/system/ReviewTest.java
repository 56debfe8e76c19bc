package dev.breakwater.paymentfallback.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.paymentfallback.system.DrainSystem.Answer;
import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Fault;
import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Mood;
import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Reviewed;
import dev.breakwater.paymentfallback.system.PaymentServiceStandIn.Says;
import dev.breakwater.resilience.breaker.BreakwaterCircuitBreaker;
import dev.breakwater.resilience.breaker.Counts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What operators can do with the payments that no machine could finish. */
@ExtendWith(OutputCaptureExtension.class)
class ReviewTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NOTE = "{\"note\":\"asked the bank about Ada\"}";
    private static final int CALLS_NEEDED = 15;

    @SuppressWarnings("NullAway.Init")
    private static DrainSystem system;

    @BeforeAll
    static void start() {
        system = new DrainSystem(
                "breakwater.sqs.max-receive-count=2",
                "breakwater.sqs.min-visibility=1s",
                "resilience4j.timelimiter.instances.payment-service.timeout-duration=800ms",
                "resilience4j.circuitbreaker.instances.payment-service.slow-call-duration-threshold=400ms",
                "resilience4j.circuitbreaker.instances.payment-service.wait-duration-in-open-state=3s");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void healthy() {
        system.healthy();
    }

    @Test
    void paymentThatRanOutOfAttemptsIsVisibleToOperators() {
        UUID order = UUID.randomUUID();
        system.payments.says = Says.BROKEN;
        system.queue(order);

        await().atMost(SOON).until(() -> reviews("").contains(order.toString()));
        JsonNode review = list("").body().path("reviews").get(0);
        assertThat(review.path("amountMinor").asLong()).isEqualTo(1299);
        assertThat(review.path("currency").asText()).isEqualTo("EUR");
        assertThat(review.path("reason").asText()).isNotBlank();
        assertThat(review.path("since").asText()).isNotBlank();
        system.payments.says = Says.CHARGED;
        assertThat(decide(order, "approve").status()).isEqualTo(200);
        assertThat(reviews("")).isEmpty();
    }

    @Test
    void approvalSettlesAndIsAuditedWithWhoAndWhyAndLoggedWithout(CapturedOutput log) {
        UUID order = inReview();

        Answer answer = decide(order, "approve");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("CHARGED");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(system.payments.audit)
                .containsExactly(order + "|APPROVE|" + Tokens.OPERATOR_ID + "|asked the bank about Ada");
        assertThat(log.getOut())
                .contains("order " + order + ": review decision APPROVE")
                .doesNotContain("asked the bank", "olivia@example.org", Tokens.OPERATOR_ID);
    }

    @Test
    void rejectionDeclinesThePayment() {
        UUID order = inReview();

        Answer answer = decide(order, "reject");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("DECLINED");
        assertThat(answer.body().path("declineCode").asText()).isEqualTo("review_rejected");
        assertThat(system.payments.audit).singleElement().asString().startsWith(order + "|REJECT|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void sameDecisionTwiceIsMadeOnce(String what) {
        UUID order = inReview();
        Answer first = decide(order, what);
        Answer second = decide(order, what);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(system.payments.audit).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void decisionWhoseAnswerGotLostCanBeSentAgain(String what) {
        UUID order = inReview();
        system.payments.mood = Mood.LOSES_ITS_ANSWER;
        assertThat(decide(order, what).status()).isEqualTo(503);
        system.payments.mood = Mood.WELL;
        assertThat(decide(order, what).status()).isEqualTo(200);
        assertThat(system.payments.audit).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"approve, reject, CHARGED", "reject, approve, DECLINED"})
    void decisionAgainstOneThatWasMadeIsAConflictAndChangesNothing(String first, String second, String status) {
        UUID order = inReview();
        decide(order, first);
        Answer answer = decide(order, second);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("/problems/not-in-review");
        assertThat(answer.body().path("detail").asText()).contains(status);
        assertThat(system.payments.audit).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void decisionDuringAnotherAttemptIsNotMadeAndSaysWhenToComeBack(String what) {
        UUID order = inReview();
        system.payments.busy = true;
        Answer answer = decide(order, what);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("type").asText()).isEqualTo("/problems/request-in-progress");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(system.payments.audit).isEmpty();
        assertThat(reviews("")).containsExactly(order.toString());

        system.payments.busy = false;
        assertThat(decide(order, what).status()).isEqualTo(200);
    }

    @Test
    void paymentThatDoesNotExistIsNotFound() {
        assertThat(decide(UUID.randomUUID(), "approve").status()).isEqualTo(404);
        assertThat(decide(UUID.randomUUID(), "reject").status()).isEqualTo(404);
    }

    @Test
    void absentProviderLeavesThePaymentInReviewAndSaysWhenToComeBack() {
        UUID order = inReview();
        system.payments.providerAvailable = false;
        Answer answer = decide(order, "approve");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(reviews("")).containsExactly(order.toString());
        assertThat(system.payments.audit).isEmpty();
    }

    @Test
    void paymentsWhoseBooksContradictEachOtherAreListedWithWhatBothSay() {
        Answer answer = list("/contradictions?limit=5&after=" + PaymentServiceStandIn.CONTRADICTED);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode found = answer.body().path("contradictions").get(0);
        assertThat(found.path("orderId").asText()).isEqualTo(PaymentServiceStandIn.CONTRADICTED);
        assertThat(found.path("status").asText()).isEqualTo("DECLINED");
        assertThat(found.path("contradiction").asText()).isEqualTo("Stripe charged pi_1");
        assertThat(system.payments.listed).containsExactly("limit=5&after=" + PaymentServiceStandIn.CONTRADICTED);
    }

    @Test
    void listComesPageByPage() {
        List<String> orders =
                IntStream.range(0, 5).mapToObj(i -> inReview().toString()).toList();
        Answer first = list("?limit=2");
        assertThat(ids(first)).containsExactlyElementsOf(orders.subList(0, 2));
        Answer second = list("?limit=2&after=" + first.body().path("next").asText());
        assertThat(ids(second)).containsExactlyElementsOf(orders.subList(2, 4));
        Answer last = list("?limit=2&after=" + second.body().path("next").asText());
        assertThat(ids(last)).containsExactlyElementsOf(orders.subList(4, 5));
        assertThat(last.body().has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, /approve", "POST, /reject"})
    void customersMayNotAndStrangersMustSayWhoTheyAre(String method, String what) {
        UUID order = inReview();
        String path = what.isEmpty() ? "/api/reviews" : "/api/reviews/" + order + what;
        String body = what.isEmpty() ? "" : NOTE;
        Answer customer = system.as(Tokens.customer(), method, path, body);
        assertThat(customer.status()).isEqualTo(403);
        assertThat(customer.body().path("type").asText()).isEqualTo("/problems/forbidden");
        for (String token : List.of("", "nonsense", DrainSystem.TOKEN)) {
            Answer stranger = system.as(token, method, path, body);
            assertThat(stranger.status()).as(token).isEqualTo(401);
            assertThat(stranger.body().path("type").asText()).isEqualTo("/problems/unauthenticated");
        }
        assertThat(system.payments.audit).isEmpty();
        assertThat(system.payments.listed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"note\":null}",
                "{\"note\":\"\"}",
                "{\"note\":\"   \"}",
                "{\"note\":1}",
                "{\"note\":\"why\",\"by\":\"somebody else\"}",
                "[]",
                "why",
                "{\"note\":\"why\"} more"
            })
    void decisionWithoutAProperNoteIsRefused(String body) {
        UUID order = inReview();
        assertThat(system.as(Tokens.operator(), "POST", "/api/reviews/" + order + "/approve", body)
                        .status())
                .isEqualTo(400);
        assertThat(system.payments.audit).isEmpty();
    }

    @Test
    void noteThatIsTooLongIsRefusedWithItsLimit() {
        Answer answer = system.as(
                Tokens.operator(),
                "POST",
                "/api/reviews/" + inReview() + "/reject",
                "{\"note\":\"" + "n".repeat(501) + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString()).contains("note", "500");
        assertThat(system.payments.audit).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contradictions?limit=0",
                "?limit=0",
                "?limit=101",
                "?limit=-1",
                "?limit=many",
                "?after=a%20b",
                "?after=%3Cscript%3E"
            })
    void listWithNonsenseIsRefused(String query) {
        assertThat(list(query).status()).isEqualTo(400);
        assertThat(system.payments.listed).isEmpty();
    }

    @Test
    void orderThatIsNoUuidIsRefused() {
        assertThat(system.as(Tokens.operator(), "POST", "/api/reviews/42/approve", NOTE)
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void withoutPaymentServiceOperatorsGetAProblemAndNothingIsLost(Fault fault) {
        UUID order = inReview();
        BreakwaterCircuitBreaker breaker = (BreakwaterCircuitBreaker) system.breaker("payment-service");
        system.payments.strike(fault);

        List<Answer> answers = IntStream.range(0, CALLS_NEEDED + 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> list("")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).isIn(fault == Fault.SLOW ? List.of(200, 503) : List.of(503, 504)));
        await().atMost(SOON).until(() -> breaker.history().stream().anyMatch(change -> change.to() == State.OPEN));
        breaker.transitionToOpenStateFor(Duration.ofMinutes(1));
        // a probe that was let through before may still be on its way
        await().atMost(SOON).until(() -> isIdle(breaker.counts()));
        int requests = system.payments.requests.get();
        long rejected = breaker.counts().rejected();
        Answer refused = decide(order, "approve");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body().path("dependency").asText()).isEqualTo("payment-service");
        assertThat(system.payments.requests).hasValue(requests);
        assertThat(breaker.counts().rejected()).isGreaterThan(rejected);
        UUID queued = UUID.randomUUID();
        assertThat(system.queue(queued).status()).isEqualTo(202);

        system.payments.heal(fault);
        breaker.transitionToOpenStateFor(Duration.ofMillis(10));
        await().atMost(SOON).until(() -> list("").status() == 200 && breaker.getState() == State.CLOSED);
        assertThat(decide(order, "approve").status()).isEqualTo(200);
        assertThat(system.payments.audit).hasSize(1);
        await().atMost(SOON)
                .until(() -> system.payments.settlements.stream()
                        .anyMatch(settled -> settled.startsWith(queued.toString())));
    }

    private static boolean isIdle(Counts counts) {
        return counts.asked() == counts.succeeded() + counts.failed() + counts.rejected();
    }

    private static UUID inReview() {
        String order = UUID.randomUUID().toString();
        system.payments.inReview.put(
                order,
                new Reviewed(order, "7b2f9f1e-54a8-4f0e-8f0c-0d5c7f0a3b11", 1299, "EUR", "no answer", "IN_REVIEW"));
        return UUID.fromString(order);
    }

    private static Answer list(String query) {
        return system.as(Tokens.operator(), "GET", "/api/reviews" + query, "");
    }

    private static List<String> reviews(String query) {
        return ids(list(query));
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.body().path("reviews").spliterator(), false)
                .map(review -> review.path("orderId").asText())
                .toList();
    }

    private static Answer decide(UUID order, String what) {
        return system.as(Tokens.operator(), "POST", "/api/reviews/" + order + "/" + what, NOTE);
    }
}
