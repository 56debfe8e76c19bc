package dev.breakwater.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeError;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentOutcome.Charged;
import dev.breakwater.payment.ledger.PaymentOutcome.Declined;
import dev.breakwater.payment.ledger.PaymentOutcome.InReview;
import dev.breakwater.payment.ledger.PaymentOutcome.Queued;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeAnswersTest {

    @Test
    void succeededIsCharged() {
        assertThat(outcome("succeeded", null)).contains(new Charged("pi_1"));
    }

    @Test
    void processingIsUnresolved() {
        assertThat(outcome("processing", null)).contains(new Queued(false));
    }

    @Test
    void refusedCardIsDeclinedWithTheBanksCode() {
        assertThat(outcome("requires_payment_method", error("card_declined", "insufficient_funds")))
                .contains(new Declined("insufficient_funds", "pi_1"));
    }

    @Test
    void declineWithoutABanksCodeCarriesStripes() {
        assertThat(outcome("requires_payment_method", error("authentication_required", null)))
                .contains(new Declined("authentication_required", "pi_1"));
    }

    @Test
    void canceledIsDeclined() {
        assertThat(outcome("canceled", null)).contains(new Declined("canceled", "pi_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"requires_payment_method", "requires_confirmation"})
    void intentThatNobodyTriedSaysNothing(String status) {
        assertThat(outcome(status, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"requires_action", "requires_capture", "a_status_of_next_year"})
    void anythingElseIsForAPerson(String status) {
        assertThat(outcome(status, null))
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(InReview.class));
    }

    private static Optional<PaymentOutcome> outcome(String status, @Nullable StripeError error) {
        PaymentIntent intent = new PaymentIntent();
        intent.setId("pi_1");
        intent.setStatus(status);
        intent.setLastPaymentError(error);
        return StripeAnswers.outcomeOf(intent);
    }

    private static StripeError error(String code, @Nullable String declineCode) {
        StripeError error = new StripeError();
        error.setCode(code);
        error.setDeclineCode(declineCode);
        return error;
    }
}
