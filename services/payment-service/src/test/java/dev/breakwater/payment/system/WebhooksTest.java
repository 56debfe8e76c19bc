package dev.breakwater.payment.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import dev.breakwater.payment.system.PaymentApi.Answer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InSystem.class)
class WebhooksTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final PaymentSystem system;

    private final UUID order = UUID.randomUUID();
    private final String event = "evt_" + UUID.randomUUID().toString().replace("-", "");
    private long eventsBefore;
    private long signaturesBefore;

    WebhooksTest(PaymentSystem system) {
        this.system = system;
    }

    @BeforeEach
    void count() {
        eventsBefore = system.surroundings.rows("webhook_events");
        signaturesBefore = system.surroundings.rows("webhook_signatures");
    }

    @Test
    void successChargesAQueuedPayment() {
        queued();
        assertThat(deliver(succeeded("pi_1", 1299, "eur")).status()).isEqualTo(200);
        Answer payment = system.api.payment(order);
        assertThat(payment.text("status")).isEqualTo("CHARGED");
        assertThat(payment.text("providerPaymentId")).isEqualTo(intent("pi_1"));
        assertThat(audit()).isEqualTo("ATTEMPTING>QUEUED by REQUEST, QUEUED>CHARGED by WEBHOOK");
        assertThat(outcomes("CHARGED")).isEqualTo(1);
    }

    @Test
    void successCorrectsAPaymentInReview() {
        queued();
        system.api.review(order);
        deliver(succeeded("pi_1", 1299, "eur"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("CHARGED");
        assertThat(audit()).endsWith("QUEUED>IN_REVIEW by REVIEW, IN_REVIEW>CHARGED by WEBHOOK");
        assertThat(outcomes("CHARGED")).isEqualTo(1);
    }

    @Test
    void failureDeclinesAQueuedPayment() {
        queued();
        deliver(failed("pi_1", "insufficient_funds"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("DECLINED");
        assertThat(system.api.payment(order).text("declineCode")).isEqualTo("insufficient_funds");
    }

    @Test
    void failureNeverOverridesACharge() {
        Answer charged = system.api.charge(order);
        assertThat(deliver(failed("pi_1", "insufficient_funds")).status()).isEqualTo(200);
        assertThat(system.api.payment(order).body()).isEqualTo(charged.body());
        assertThat(outcomes("DECLINED")).isZero();
    }

    @Test
    void failureThatArrivesAfterTheSuccessItPrecededChangesNothing() {
        queued();
        deliver(succeeded("pi_1", 1299, "eur"));
        assertThat(deliver(failed("pi_1", "insufficient_funds").replace(event, event + "b"))
                        .status())
                .isEqualTo(200);
        assertThat(system.api.payment(order).text("status")).isEqualTo("CHARGED");
    }

    @Test
    void successAfterACancellationThatWasTakenIsFlaggedAndNeverTwoCharges() {
        queued();
        deliver(intentEvent("canceled", "pi_1", 1299, "eur", "null"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("DECLINED");
        deliver(succeeded("pi_1", 1299, "eur").replace(event, event + "b"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("DECLINED");
        assertThat(flag()).contains(intent("pi_1"));
        assertThat(outcomes("CHARGED")).isZero();
        assertThat(contradicted())
                .filteredOn(payment ->
                        order.toString().equals(payment.path("orderId").asText()))
                .singleElement()
                .satisfies(payment -> {
                    assertThat(payment.path("status").asText()).isEqualTo("DECLINED");
                    assertThat(payment.path("contradiction").asText()).isEqualTo(flag());
                    assertThat(payment.path("since").asText()).contains("T");
                });
        await().atMost(SOON)
                .until(() ->
                        system.gauge("payments.contradicted") == contradicted().size());
    }

    @Test
    void cancellationThatArrivesAfterTheSuccessChangesNothing() {
        Answer charged = system.api.charge(order);
        assertThat(deliver(intentEvent("canceled", "pi_1", 1299, "eur", "null")).status())
                .isEqualTo(200);
        assertThat(system.api.payment(order).body()).isEqualTo(charged.body());
        assertThat(outcomes("DECLINED")).isZero();
    }

    @Test
    void refundEventsChangeNothingHoweverOftenAndHoweverEarlyTheyCome() {
        queued();
        String refunded =
                "{\"object\":\"event\",\"id\":\"" + event + "\",\"type\":\"charge.refunded\",\"data\":{\"object\":"
                        + "{\"object\":\"charge\",\"id\":\"ch_1\",\"amount_refunded\":1299,\"metadata\":{\"order_id\":\""
                        + order + "\"}}}}";
        assertThat(deliver(refunded).status()).isEqualTo(200); // before the success it follows
        deliver(succeeded("pi_1", 1299, "eur").replace(event, event + "b"));
        assertThat(deliver(refunded.replace(event, event + "c")).status()).isEqualTo(200);
        assertThat(system.api.payment(order).text("status")).isEqualTo("CHARGED");
        assertThat(outcomes("CHARGED")).isEqualTo(1);
        assertThat(outcomes("REFUNDED")).isZero();
    }

    @Test
    void successOfAPaymentThatIsTheBanksIsFlagged() {
        system.breaker("stripe").transitionToForcedOpenState();
        Answer charged = system.api.charge(order, system.api.body(1299, "pm_card_visa_debit"));
        system.healthy();
        deliver(succeeded("pi_1", 1299, "eur"));
        assertThat(system.api.payment(order).body()).isEqualTo(charged.body());
        assertThat(flag()).contains("sent to the bank");
        assertThat(outcomes("CHARGED")).isEqualTo(1);
    }

    @Test
    void redeliveryWithAFreshSignatureChangesNothing() throws GeneralSecurityException {
        queued();
        String body = succeeded("pi_1", 1299, "eur");
        system.api.webhook(body, "Stripe-Signature", signed(body, -2));
        String audit = audit();
        assertThat(deliver(body).status()).isEqualTo(200);
        assertThat(audit()).isEqualTo(audit);
        assertThat(outcomes("CHARGED")).isEqualTo(1);
    }

    @Test
    void replayOfTheSameDeliveryIsRefused() throws GeneralSecurityException {
        queued();
        String body = succeeded("pi_1", 1299, "eur");
        String signature = signed(body, 0);
        assertThat(system.api.webhook(body, "Stripe-Signature", signature).status())
                .isEqualTo(200);
        Answer replay = system.api.webhook(body, "Stripe-Signature", signature);
        assertThat(replay.status()).isEqualTo(409);
        assertThat(replay.text("type")).isEqualTo("/problems/webhook-replayed");
        assertThat(outcomes("CHARGED")).isEqualTo(1);
    }

    @Test
    void otherAmountIsFlaggedAndThePaymentKept() {
        queued();
        assertThat(deliver(succeeded("pi_1", 1, "eur")).status()).isEqualTo(200);
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
        assertThat(flag()).contains("is about 1 EUR");
        assertThat(outcomes("CHARGED")).isZero();
    }

    @Test
    void otherCurrencyIsFlaggedAndThePaymentKept() {
        queued();
        deliver(succeeded("pi_1", 1299, "usd"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("QUEUED");
        assertThat(flag()).contains("is about 1299 USD");
    }

    @Test
    void secondChargeForOneOrderIsFlagged() {
        Answer charged = system.api.charge(order);
        deliver(succeeded("pi_2", 1299, "eur"));
        assertThat(system.api.payment(order).body()).isEqualTo(charged.body());
        assertThat(flag()).contains(intent("pi_2"));
    }

    @Test
    void chargeOfADeclinedPaymentIsFlagged() {
        system.api.charge(order, system.api.body(1299, "pm_card_chargeDeclined"));
        deliver(succeeded("pi_2", 1299, "eur"));
        assertThat(system.api.payment(order).text("status")).isEqualTo("DECLINED");
        assertThat(flag()).contains(intent("pi_2"));
    }

    @Test
    void eventOfAnotherShopIsTakenAndIgnored() {
        assertThat(deliver(succeeded("pi_1", 1299, "eur").replace(order.toString(), "not one of ours"))
                        .status())
                .isEqualTo(200);
        assertThat(deliver(succeeded("pi_1", 1299, "eur").replace(event, event + "b"))
                        .status())
                .isEqualTo(200);
        assertThat(system.api.payment(order).status()).isEqualTo(404);
    }

    @Test
    void eventOfAnotherTypeIsTakenAndIgnored() {
        Answer answer = deliver("{\"object\":\"event\",\"id\":\"" + event
                + "\",\"type\":\"customer.created\",\"data\":{\"object\":{\"object\":\"customer\",\"id\":\"cus_1\"}}}");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void missingSignatureIsRefused() {
        queued();
        assertRejected(system.api.webhook(succeeded("pi_1", 1299, "eur")));
    }

    @Test
    void forgedSignatureIsRefused() throws GeneralSecurityException {
        queued();
        String body = succeeded("pi_1", 1299, "eur");
        long now = now(0);
        String forged = Webhook.Signature.generateSignatureHeader(body, "whsec_of_somebody_else", now);
        assertRejected(system.api.webhook(body, "Stripe-Signature", forged));
    }

    @Test
    void bodyThatWasChangedUnderTheSignatureIsRefused() throws GeneralSecurityException {
        queued();
        String body = succeeded("pi_1", 1, "eur");
        assertRejected(system.api.webhook(succeeded("pi_1", 1299, "eur"), "Stripe-Signature", signed(body, 0)));
    }

    @Test
    void staleSignatureIsRefused() throws GeneralSecurityException {
        queued();
        String body = succeeded("pi_1", 1299, "eur");
        assertRejected(system.api.webhook(body, "Stripe-Signature", signed(body, -310)));
    }

    @Test
    void malformedSignatureIsRefused() {
        queued();
        assertRejected(system.api.webhook(succeeded("pi_1", 1299, "eur"), "Stripe-Signature", "t=now,v1=yes"));
    }

    @Test
    void emptyBodyIsRefused() {
        assertRejected(deliver(""));
    }

    @Test
    void bodyThatIsNotJsonIsRefused() {
        assertRejected(deliver("order paid!"));
    }

    @Test
    void bodyWithATailIsRefused() {
        queued();
        assertRejected(deliver(succeeded("pi_1", 1299, "eur") + "{}"));
    }

    @Test
    void jsonThatIsNotAnEventIsRefused() {
        assertRejected(deliver("[1,2,3]"));
        assertRejected(deliver("{\"object\":\"payment_intent\",\"id\":\"pi_1\"}"));
    }

    @Test
    void eventWithoutAnIdIsRefused() {
        queued();
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace("\"id\":\"" + event + "\",", "")));
    }

    @Test
    void amountThatIsNoWholeNumberIsRefused() {
        queued();
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace("1299", "12.99")));
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace("1299", "\"1299\"")));
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace("1299", "99999999999999999999")));
    }

    @Test
    void intentWithAnAbsurdIdIsRefused() {
        queued();
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace(intent("pi_1"), "pi_\\u0000")));
        assertRejected(deliver(succeeded("pi_1", 1299, "eur").replace(intent("pi_1"), "p".repeat(256))));
    }

    @Test
    void oversizedBodyIsRefusedUnread() {
        Answer answer = deliver("{\"pad\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertNothingWritten();
    }

    private void assertRejected(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("/problems/webhook-rejected");
        assertNothingWritten();
    }

    private void assertNothingWritten() {
        assertThat(system.surroundings.rows("webhook_events")).isEqualTo(eventsBefore);
        assertThat(system.surroundings.rows("webhook_signatures")).isEqualTo(signaturesBefore);
        assertThat(outcomes("CHARGED")).isZero();
    }

    /** A payment that Stripe could not be asked for. */
    private void queued() {
        system.stripe.fault("error-503", "{}");
        assertThat(system.api.charge(order).text("status")).isEqualTo("QUEUED");
        system.stripe.heal();
        system.breaker("stripe").reset();
    }

    private Answer deliver(String body) {
        try {
            return system.api.webhook(body, "Stripe-Signature", signed(body, 0));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String body, long secondsFromNow) throws GeneralSecurityException {
        return Webhook.Signature.generateSignatureHeader(body, Stripe.WEBHOOK_SECRET, now(secondsFromNow));
    }

    private static long now(long secondsFromNow) {
        return Clock.systemUTC().instant().getEpochSecond() + secondsFromNow;
    }

    private String succeeded(String intent, long amount, String currency) {
        return intentEvent("succeeded", intent, amount, currency, "null");
    }

    private String failed(String intent, String code) {
        String error = "{\"code\":\"card_declined\",\"decline_code\":\"" + code + "\"}";
        return intentEvent("payment_failed", intent, 1299, "eur", error);
    }

    /** Ids are unique over all tests, as Stripe's are. */
    private String intent(String id) {
        return id + order.toString().replace("-", "");
    }

    private String intentEvent(String what, String intent, long amount, String currency, String error) {
        return "{\"object\":\"event\",\"id\":\"" + event + "\",\"type\":\"payment_intent." + what
                + "\",\"data\":{\"object\":{\"object\":\"payment_intent\",\"id\":\"" + intent(intent)
                + "\",\"amount\":" + amount + ",\"currency\":\"" + currency + "\",\"metadata\":{\"order_id\":\"" + order
                + "\"},\"last_payment_error\":" + error + "}}}";
    }

    private String audit() {
        return String.join(
                ", ",
                system.surroundings
                        .jdbc()
                        .sql("select from_status || '>' || to_status || ' by ' || cause from payment_audit"
                                + " where order_id = ? and from_status is not null order by id")
                        .param(order)
                        .query(String.class)
                        .list());
    }

    private List<JsonNode> contradicted() {
        List<JsonNode> payments = new ArrayList<>();
        Answer page = system.api.internal("GET", "/internal/contradictions?limit=200", "");
        page.body().path("payments").forEach(payments::add);
        return payments;
    }

    private String flag() {
        return system.surroundings
                .jdbc()
                .sql("select coalesce(flagged, '') from payments where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    /** Announcements of this order's payment with this status, sent or yet to be sent. */
    private long outcomes(String status) {
        return system.surroundings.announced(order, status);
    }
}
