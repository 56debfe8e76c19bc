package dev.breakwater.simulators.stripe;

import static dev.breakwater.simulators.stripe.StripeClients.charge;
import static dev.breakwater.simulators.stripe.StripeClients.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.PaymentIntentService;
import dev.breakwater.simulators.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifeOfAPaymentTest {

    private StripeSimulator stripe;
    private StripeClient client;
    private PaymentIntentService intents;

    @BeforeEach
    void start() {
        stripe = StripeSimulator.start(StripeSimulator.Config.random());
        client = StripeClients.of(stripe);
        intents = client.v1().paymentIntents();
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void anIntentCanBeConfirmedLaterAndAfterADeclineWithAnotherCard() throws StripeException {
        PaymentIntent open = intents.create(
                charge("o", "pm_card_chargeDeclined").setConfirm(false).build(), options());
        assertThat(open.getStatus()).isEqualTo("requires_confirmation");

        CardException declined =
                catchThrowableOfType(CardException.class, () -> intents.confirm(open.getId(), options()));
        assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
        PaymentIntent paid = intents.confirm(
                open.getId(),
                PaymentIntentConfirmParams.builder()
                        .setPaymentMethod("pm_card_mastercard")
                        .build(),
                options());

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(stripe.ledger().paymentIntents()).singleElement().satisfies(line -> {
            assertThat(line.charged()).isTrue();
            assertThat(line.declineCode()).isNull();
        });
        PaymentIntent whole = intents.retrieve(
                open.getId(),
                PaymentIntentRetrieveParams.builder()
                        .addExpand("latest_charge")
                        .addExpand("payment_method")
                        .build(),
                options());
        assertThat(whole.getLatestChargeObject().getPaid()).isTrue();
        assertThat(whole.getPaymentMethodObject().getCard().getBrand()).isEqualTo("mastercard");
    }

    @Test
    void whatIsPaidCanNeitherBeConfirmedNorCanceled() throws StripeException {
        PaymentIntent paid = intents.create(charge("o", "pm_card_visa").build(), options());

        InvalidRequestException confirm =
                catchThrowableOfType(InvalidRequestException.class, () -> intents.confirm(paid.getId(), options()));
        InvalidRequestException cancel =
                catchThrowableOfType(InvalidRequestException.class, () -> intents.cancel(paid.getId(), options()));

        assertThat(confirm.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(cancel.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(cancel.getStripeError().getPaymentIntent().getId()).isEqualTo(paid.getId());
    }

    @Test
    void whatIsCanceledCannotBePaid() throws StripeException {
        PaymentIntent open =
                intents.create(charge("o", "pm_card_visa").setConfirm(false).build(), options());

        assertThat(intents.cancel(open.getId(), options()).getStatus()).isEqualTo("canceled");

        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> intents.confirm(open.getId(), options())))
                .isNotNull();
        assertThat(stripe.ledger().paymentIntents()).noneMatch(StripeLedger.Line::charged);
    }

    @Test
    void refundsAddUpToTheChargeAndNoFurther() throws StripeException {
        PaymentIntent paid = intents.create(charge("o", "pm_card_visa").build(), options());

        Refund part = refund(paid, 1_200L);
        assertThat(part.getStatus()).isEqualTo("succeeded");
        assertThat(client.v1().refunds().retrieve(part.getId(), options()).getAmount())
                .isEqualTo(1_200);
        InvalidRequestException tooMuch =
                catchThrowableOfType(InvalidRequestException.class, () -> refund(paid, 3_001L));
        assertThat(tooMuch.getStripeError().getParam()).isEqualTo("amount");
        assertThat(refund(paid, null).getAmount()).isEqualTo(3_000);
        InvalidRequestException again = catchThrowableOfType(InvalidRequestException.class, () -> refund(paid, 1L));
        assertThat(again.getCode()).isEqualTo("charge_already_refunded");

        assertThat(stripe.ledger().paymentIntents())
                .extracting(StripeLedger.Line::refundedMinor)
                .containsExactly(4_200L);
    }

    @Test
    void whatWasDeclinedCannotBeRefunded() {
        CardException declined = catchThrowableOfType(
                CardException.class,
                () -> intents.create(charge("o", "pm_card_chargeDeclined").build(), options()));

        assertThat(catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> refund(declined.getStripeError().getPaymentIntent(), null)))
                .isNotNull();
    }

    @Test
    void listsArePagedInBothDirections() throws StripeException {
        String customer = client.v1()
                .customers()
                .create(CustomerCreateParams.builder().build(), options())
                .getId();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            newestFirst.add(intents.create(
                            charge("o" + i, "pm_card_visa")
                                    .setCustomer(customer)
                                    .build(),
                            options())
                    .getId());
            intents.create(charge("foreign" + i, "pm_card_visa").build(), options());
        }
        Collections.reverse(newestFirst);

        StripeCollection<PaymentIntent> first = list(page(customer));
        assertThat(ids(first)).isEqualTo(newestFirst.subList(0, 10));
        assertThat(first.getHasMore()).isTrue();
        StripeCollection<PaymentIntent> last = list(page(customer).setStartingAfter(newestFirst.get(14)));
        assertThat(ids(last)).isEqualTo(newestFirst.subList(15, 25));
        assertThat(last.getHasMore()).isFalse();
        StripeCollection<PaymentIntent> before = list(page(customer).setEndingBefore(newestFirst.get(15)));
        assertThat(ids(before)).isEqualTo(newestFirst.subList(5, 15));
        assertThat(before.getHasMore()).isTrue();
        List<String> all = new ArrayList<>();
        list(page(customer).setLimit(7L)).autoPagingIterable().forEach(each -> all.add(each.getId()));
        assertThat(all).isEqualTo(newestFirst);
    }

    @Test
    void theLedgerNamesAnOrderThatWasChargedTwice() throws StripeException {
        intents.create(charge("twice", "pm_card_visa").build(), options("key-1"));
        intents.create(charge("twice", "pm_card_visa").build(), options("key-2"));
        intents.create(charge("once", "pm_card_visa").build(), options("key-3"));

        var ledger = Json.parse(new Wire(stripe).get("/_sim/ledger").body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(ledger.get("doubleCharged"))
                .singleElement()
                .extracting(id -> id.asText())
                .isEqualTo("twice");
        assertThat(ledger.get("charged").asInt()).isEqualTo(3);
        assertThat(ledger.at("/requests/byEndpoint/POST ~1v1~1payment_intents").asInt())
                .isEqualTo(3);
        assertThat(ledger.at("/requests/byOutcome/200").asInt()).isEqualTo(3);
    }

    private Refund refund(PaymentIntent of, @Nullable Long amount) throws StripeException {
        RefundCreateParams.Builder params = RefundCreateParams.builder().setPaymentIntent(of.getId());
        if (amount != null) {
            params.setAmount(amount);
        }
        return client.v1().refunds().create(params.build(), options());
    }

    private static PaymentIntentListParams.Builder page(String customer) {
        return PaymentIntentListParams.builder().setCustomer(customer);
    }

    private StripeCollection<PaymentIntent> list(PaymentIntentListParams.Builder params) throws StripeException {
        return intents.list(params.build(), options());
    }

    private static List<String> ids(StripeCollection<PaymentIntent> page) {
        return page.getData().stream().map(PaymentIntent::getId).toList();
    }
}
