package dev.breakwater.payment.ledger;

import static dev.breakwater.payment.ledger.PaymentStatus.ATTEMPTING;
import static dev.breakwater.payment.ledger.PaymentStatus.CHARGED;
import static dev.breakwater.payment.ledger.PaymentStatus.DECLINED;
import static dev.breakwater.payment.ledger.PaymentStatus.IN_REVIEW;
import static dev.breakwater.payment.ledger.PaymentStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaymentStatusTest {

    private static final Map<PaymentStatus, Set<PaymentStatus>> ALLOWED = Map.of(
            ATTEMPTING, Set.of(QUEUED, CHARGED, DECLINED, IN_REVIEW),
            QUEUED, Set.of(CHARGED, DECLINED, IN_REVIEW),
            IN_REVIEW, Set.of(CHARGED, DECLINED),
            CHARGED, Set.of(),
            DECLINED, Set.of());

    @Test
    void onlyTheListedChangesAreAllowed() {
        for (PaymentStatus from : PaymentStatus.values()) {
            Set<PaymentStatus> next = Arrays.stream(PaymentStatus.values())
                    .filter(from::mayBecome)
                    .collect(Collectors.toSet());
            assertThat(next).as("from %s", from).isEqualTo(ALLOWED.get(from));
        }
    }

    @Test
    void settlementHasNothingLeftToDoOnceChargedDeclinedOrInReview() {
        assertThat(PaymentStatus.values())
                .filteredOn(PaymentStatus::isFinal)
                .containsExactly(CHARGED, DECLINED, IN_REVIEW);
    }
}
