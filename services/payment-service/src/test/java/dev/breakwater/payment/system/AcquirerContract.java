package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import dev.breakwater.payment.ledger.PaymentStatus;
import dev.breakwater.payment.ledger.Provider;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.simulators.faults.Fault;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rest of the service relies on, whoever takes the money. */
abstract class AcquirerContract {

    static final String GOOD = "pm_card_visa_debit";

    private final UUID order = UUID.randomUUID();

    abstract PaymentSystem system();

    abstract Provider provider();

    abstract PaymentOutcome charge(Charge charge);

    abstract Optional<PaymentOutcome> find(Payment payment);

    abstract RefundOutcome refund(RefundOrder refund);

    abstract void fault(Fault fault);

    /** How often the acquirer's own books say that this order was paid. */
    abstract long charges(UUID orderId);

    abstract long chargesElsewhere(UUID orderId);

    abstract long refunded(UUID orderId);

    /** A card that is refused. */
    abstract String declining();

    /** The customer, or the token, is there before any fault. */
    @BeforeEach
    void wellAndKnown() {
        system().policies(
                        // an answer that is lost is waited for so long
                        "resilience4j.timelimiter.instances." + provider().breaker() + ".timeout-duration=1500ms",
                        "resilience4j.circuitbreaker.instances." + provider().breaker()
                                + ".slow-call-duration-threshold=1s");
        charge(charge(UUID.randomUUID(), 1299, GOOD));
    }

    @Test
    void whatIsChargedIsFound() {
        PaymentOutcome outcome = charge(order(1299, GOOD));
        assertThat(outcome).isInstanceOf(PaymentOutcome.Charged.class);
        assertThat(find(payment())).contains(outcome);
        assertThat(charges(order)).isEqualTo(1);
    }

    @Test
    void sameOrderIsChargedOnceAndHasOneAnswer() {
        PaymentOutcome first = charge(order(1299, GOOD));
        assertThat(charge(order(1299, GOOD))).isEqualTo(first);
        assertThat(charges(order)).isEqualTo(1);
    }

    @Test
    void sameOrderManyTimesAtOnceIsChargedOnce() {
        IntStream.range(0, 6)
                .parallel()
                .forEach(i -> assertThat(charge(order(1299, GOOD)))
                        .isInstanceOfAny(PaymentOutcome.Charged.class, PaymentOutcome.Queued.class));
        assertThat(charges(order)).isEqualTo(1);
    }

    @Test
    void sameOrderWithAnotherAmountIsForAPersonAndNotChargedAgain() {
        charge(order(1299, GOOD));
        assertThat(charge(order(1300, GOOD))).isInstanceOf(PaymentOutcome.InReview.class);
        assertThat(charges(order)).isEqualTo(1);
    }

    @Test
    void declineIsAValueIsFoundAgainAndSaysNothingAgainstTheAcquirer() {
        PaymentOutcome outcome = charge(order(1299, declining()));
        assertThat(outcome).isInstanceOf(PaymentOutcome.Declined.class);
        assertThat(outcome.declineCode()).isNotBlank();
        assertThat(find(payment())).map(PaymentOutcome::declineCode).contains(outcome.declineCode());
        assertThat(charges(order)).isZero();
        assertThat(system().breaker(provider().breaker()).getMetrics().getNumberOfFailedCalls())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500_AFTER", "REPLY_LOST"})
    void answerThatIsLostIsUnknownAndFoundAndNeverTriedElsewhere(Fault fault) {
        fault(fault);
        assertUnknown(() -> charge(order(1299, GOOD)));
        system().healthy();
        assertThat(find(payment())).get().isInstanceOf(PaymentOutcome.Charged.class);
        assertThat(charges(order)).isEqualTo(1);
        assertThat(chargesElsewhere(order)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_503", "RESET", "RATE_LIMIT_429"})
    void requestThatCameToNothingIsUnknownToUsAndCanBeRepeated(Fault fault) {
        fault(fault);
        assertUnknown(() -> charge(order(1299, GOOD)));
        system().healthy();
        assertThat(find(payment())).isEmpty();
        assertThat(charge(order(1299, GOOD))).isInstanceOf(PaymentOutcome.Charged.class);
        assertThat(charges(order)).isEqualTo(1);
        assertThat(chargesElsewhere(order)).isZero();
    }

    @Test
    void questionWithoutAnAnswerIsNotTheAnswerThatThereIsNothing() {
        charge(order(1299, GOOD));
        fault(Fault.ERROR_503);
        assertUnknown(() -> find(payment()));
    }

    @Test
    void refundIsGivenOnceAndNeverMoreThanWasCharged() {
        String paid = charged();
        RefundOrder half = new RefundOrder(UUID.randomUUID(), paid, 700);
        RefundOutcome first = refund(half);
        assertThat(first).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(refund(half)).isEqualTo(first);
        assertThat(refund(new RefundOrder(UUID.randomUUID(), paid, 700))).isInstanceOf(RefundOutcome.Refused.class);
        assertThat(refunded(order)).isEqualTo(700);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500_AFTER", "ERROR_503"})
    void refundWithoutAnAnswerIsUnknownAndGivenOnceWhenItIsAskedAgain(Fault fault) {
        RefundOrder all = new RefundOrder(UUID.randomUUID(), charged(), 1299);
        fault(fault);
        assertUnknown(() -> refund(all));
        system().healthy();
        assertThat(refund(all)).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(refunded(order)).isEqualTo(1299);
    }

    private static void assertUnknown(Runnable call) {
        assertThatExceptionOfType(DependencyUnavailableException.class)
                .isThrownBy(call::run)
                .satisfies(away -> assertThat(away.trouble().neverSent()).isFalse());
    }

    private String charged() {
        return Objects.requireNonNull(charge(order(1299, GOOD)).providerPaymentId());
    }

    private Charge order(long amountMinor, String card) {
        return charge(order, amountMinor, card);
    }

    private Payment payment() {
        return new Payment(
                order(1299, GOOD),
                provider(),
                PaymentStatus.QUEUED,
                null,
                null,
                Clock.systemUTC().instant());
    }

    private Charge charge(UUID order, long amountMinor, String card) {
        return new Charge(order, system().api.user(), amountMinor, "EUR", card);
    }
}
