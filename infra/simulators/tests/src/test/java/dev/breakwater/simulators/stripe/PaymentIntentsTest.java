package dev.breakwater.simulators.stripe;

import static dev.breakwater.simulators.stripe.StripeClients.charge;
import static dev.breakwater.simulators.stripe.StripeClients.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentListParams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentIntentsTest {

    private static StripeSimulator stripe;
    private static StripeClient client;

    @BeforeAll
    static void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random());
        client = StripeClients.of(stripe);
    }

    @AfterAll
    static void close() {
        stripe.close();
    }

    @Test
    void aConfirmedIntentIsChargedAndInTheLedger() throws StripeException {
        Customer customer = client.v1()
                .customers()
                .create(
                        CustomerCreateParams.builder()
                                .setEmail("ann@example.com")
                                .build(),
                        options());
        PaymentIntent paid = client.v1()
                .paymentIntents()
                .create(
                        charge("order-1", "pm_card_visa")
                                .setCustomer(customer.getId())
                                .build(),
                        options());

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(4_200);
        assertThat(paid.getMetadata()).containsEntry("order_id", "order-1");
        assertThat(stripe.ledger().paymentIntents())
                .filteredOn(line -> "order-1".equals(line.orderId()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.id()).isEqualTo(paid.getId());
                    assertThat(line.customer()).isEqualTo(customer.getId());
                    assertThat(line.charged()).isTrue();
                });
        StripeCollection<PaymentIntent> list = client.v1()
                .paymentIntents()
                .list(
                        PaymentIntentListParams.builder()
                                .setCustomer(customer.getId())
                                .build(),
                        options());
        assertThat(list.getData()).extracting(PaymentIntent::getId).containsExactly(paid.getId());
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined,card_declined,generic_decline",
        "pm_card_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds",
        "pm_card_chargeDeclinedLostCard,card_declined,lost_card",
        "pm_card_chargeDeclinedStolenCard,card_declined,stolen_card",
        "pm_card_chargeDeclinedExpiredCard,expired_card,expired_card",
        "pm_card_chargeDeclinedIncorrectCvc,incorrect_cvc,incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError,processing_error,processing_error",
    })
    void aDeclineIsA402ThatCarriesTheIntent(String token, String code, String declineCode) {
        CardException declined = catchThrowableOfType(
                CardException.class,
                () -> client.v1()
                        .paymentIntents()
                        .create(charge("order-" + token, token).build(), options()));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
        PaymentIntent intent = declined.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        assertThat(stripe.ledger().paymentIntents())
                .filteredOn(line -> line.id().equals(intent.getId()))
                .singleElement()
                .satisfies(line -> assertThat(line.charged()).isFalse());
    }
}
