package dev.breakwater.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.load.Arrival.Line;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Arrival.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final PlaceOrder GOOD = order("pm_card_visa", false);
    private static final PlaceOrder DECLINING = order("pm_card_chargeDeclined", true);

    @Test
    void aConfirmationIsPrimaryUnlessAFallbackGaveIt() {
        assertThat(Answer.to(GOOD, 201, "", body("CONFIRMED", 4200)))
                .isEqualTo(new Answer(Outcome.PRIMARY, "o-1", false, ""));
        assertThat(Answer.to(GOOD, 201, "user-service=tokenIdentity", body("CONFIRMED", 4200))
                        .outcome())
                .isEqualTo(Outcome.DEGRADED);
    }

    @Test
    void anAcceptedOrderIsQueuedAndNeverPrimary() {
        assertThat(Answer.to(GOOD, 202, "stripe=queuePayment", body("PAYMENT_PENDING", 4200)))
                .isEqualTo(new Answer(Outcome.QUEUED, "o-1", false, ""));
        assertThat(outcome(DECLINING, 202, body("PAYMENT_PENDING", 4200))).isEqualTo(Outcome.QUEUED);
    }

    @Test
    void aDeclineIsTheRightAnswerOnlyToACardThatDeclines() {
        String problem = "{\"type\":\"/problems/payment-declined\",\"orderId\":\"o-1\"}";
        assertThat(Answer.to(DECLINING, 402, "", problem)).isEqualTo(new Answer(Outcome.PRIMARY, "o-1", false, ""));
        assertThat(outcome(GOOD, 402, problem)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(DECLINING, 201, body("CONFIRMED", 4200))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void wantOfStockIsARightAnswerAndAnyOtherConflictIsNot() {
        assertThat(outcome(GOOD, 409, "{\"type\":\"/problems/insufficient-stock\",\"orderId\":\"o-1\"}"))
                .isEqualTo(Outcome.PRIMARY);
        assertThat(outcome(GOOD, 409, "{\"type\":\"/problems/request-in-progress\"}"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void wrongContentIsAFailureWhateverTheStatus() {
        assertThat(Answer.to(GOOD, 201, "", body("CONFIRMED", 4100)).wrong()).contains("costs 4100");
        assertThat(outcome(GOOD, 201, body("PAYMENT_PENDING", 4200))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(GOOD, 202, body("CONFIRMED", 4200))).isEqualTo(Outcome.FAILED);
        assertThat(outcome(GOOD, 201, "{}")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(GOOD, 201, "")).isEqualTo(Outcome.FAILED);
        assertThat(outcome(GOOD, 201, "<html>")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void everyOtherStatusIsAFailure() {
        for (int status : new int[] {200, 400, 401, 404, 422, 429, 500, 502, 503, 504}) {
            assertThat(outcome(GOOD, status, body("CONFIRMED", 4200)))
                    .as("status %d", status)
                    .isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void aStaleProfileIsADegradedRead() {
        Read read = Read.PROFILE;
        assertThat(Answer.to(read, 200, "", "{\"freshness\":\"LIVE\"}").outcome())
                .isEqualTo(Outcome.PRIMARY);
        assertThat(Answer.to(read, 200, "", "{\"freshness\":\"STALE\"}").outcome())
                .isEqualTo(Outcome.DEGRADED);
        assertThat(Answer.to(read, 503, "", "{}").outcome()).isEqualTo(Outcome.FAILED);
    }

    private static Outcome outcome(PlaceOrder order, int status, String body) {
        return Answer.to(order, status, "", body).outcome();
    }

    private static PlaceOrder order(String card, boolean declines) {
        return new PlaceOrder("key-0001", List.of(new Line("BW-LAMP", 1)), card, declines, 4200, "EUR");
    }

    private static String body(String status, long total) {
        return "{\"id\":\"o-1\",\"status\":\"" + status + "\",\"totalMinor\":" + total + ",\"currency\":\"EUR\"}";
    }
}
