package dev.breakwater.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.audit.Books.Intent;
import dev.breakwater.e2e.audit.Books.Message;
import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.audit.Books.Word;
import dev.breakwater.e2e.run.Invariant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plants one corruption at a time in books that agree, and expects the invariant that is about it to find it. */
class AuditTest {

    private static final Map<String, Integer> BASKET = Map.of("BW-LAMP", 2, "BW-ROPE", 1);

    private static final Map<String, Integer> ON_SHELVES = Map.of("north BW-LAMP", 2, "east BW-ROPE", 1);

    private final List<Told> told = new ArrayList<>();
    private final Map<String, OrderRow> orders = new HashMap<>();
    private final Map<String, PaymentRow> payments = new HashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private final Map<String, Map<String, Integer>> reservations = new HashMap<>();
    private final Map<String, Map<String, Integer>> shelves = new HashMap<>();
    private final Map<String, Map<String, Integer>> allocations = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    AuditTest() {
        for (String id : List.of("paid-1", "paid-2")) {
            told.add(new Told(id, id.equals("paid-1") ? Word.CONFIRMED : Word.PENDING, 4200, "EUR"));
            order(id, "CONFIRMED", "CHARGED");
            payment(id, "CHARGED", "pi_" + id);
            intents.add(new Intent("stripe", "pi_" + id, id, 4200, "eur", "succeeded"));
            reservations.put(id, BASKET);
            shelves.put(id, ON_SHELVES);
            allocations.put(id, ON_SHELVES);
            messages.add(new Message("sendgrid", id, "ORDER_CONFIRMED", "event"));
        }
        told.add(new Told("declined", Word.REFUSED, 4200, "EUR"));
        order("declined", "REJECTED", "DECLINED");
        payment("declined", "DECLINED", null);
        intents.add(new Intent("stripe", "pi_declined", "declined", 4200, "eur", "requires_payment_method"));
        told.add(new Told("sold-out", Word.REFUSED, 4200, "EUR"));
        order("sold-out", "REJECTED", "NONE");
    }

    @Test
    void booksThatAgreeAreFoundToAgree() {
        AuditResult result = audit();

        assertThat(result.invariants()).hasSize(11).allMatch(Invariant::holds);
        assertThat(List.of(result.providerCharges(), result.doubleCharged(), result.unmatched(), result.lost()))
                .containsExactly(2, 0, 0, 0);
    }

    @Test
    void anAcknowledgedOrderThatIsGoneIsLost() {
        told.add(new Told("gone", Word.PENDING, 4200, "EUR"));

        assertThat(audit().lost()).isOne();
        assertThat(violated()).containsExactly("acknowledgedOrdersAreStored");
        assertThat(detail("acknowledgedOrdersAreStored")).contains("gone");
    }

    @Test
    void anOrderThatIsStillPendingIsLost() {
        order("slow", "PAYMENT_PENDING", "QUEUED");
        payment("slow", "QUEUED", null);

        assertThat(audit().lost()).isOne();
        assertThat(violated()).containsExactly("ordersReachAFinalState");
        assertThat(detail("ordersReachAFinalState")).contains("slow is still PAYMENT_PENDING, its payment QUEUED");
    }

    @Test
    void anOrderThatNobodyWasToldOfMustBeFinalToo() {
        order("unheard", "PLACED", "NONE");

        assertThat(audit().lost()).isOne();
    }

    @Test
    void aSecondSucceededIntentIsADoubleCharge() {
        intents.add(new Intent("stripe", "pi_again", "paid-1", 4200, "eur", "succeeded"));

        assertThat(audit().doubleCharged()).isOne();
        assertThat(audit().providerCharges()).isEqualTo(3);
        assertThat(violated()).containsExactly("nobodyIsChargedTwice");
        assertThat(detail("nobodyIsChargedTwice")).contains("paid-1", "pi_paid-1", "pi_again");
    }

    @Test
    void aChargeAtEachProviderIsADoubleCharge() {
        intents.add(new Intent("bank", "txn_1", "paid-1", 4200, "EUR", "succeeded"));

        assertThat(audit().doubleCharged()).isOne();
        assertThat(violated()).containsExactly("nobodyIsChargedTwice");
        assertThat(detail("nobodyIsChargedTwice")).contains("stripe pi_paid-1", "bank txn_1");
    }

    @Test
    void aFailedAttemptBesideTheChargeIsNoDoubleCharge() {
        intents.add(new Intent("stripe", "pi_failed", "paid-1", 4200, "eur", "requires_payment_method"));

        assertThat(violated()).isEmpty();
    }

    @Test
    void aConfirmedOrderWithoutAChargeIsUnmatched() {
        intents.removeIf(intent -> intent.id().equals("pi_paid-2"));

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactlyInAnyOrder("confirmedOrdersArePaid", "paymentRecordsAgree");
    }

    @Test
    void aChargeOfAnotherAmountIsUnmatched() {
        intents.set(0, new Intent("stripe", "pi_paid-1", "paid-1", 4199, "eur", "succeeded"));

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactly("confirmedOrdersArePaid");
        assertThat(detail("confirmedOrdersArePaid")).contains("costs 4200 EUR and was charged 4199 eur");
    }

    @Test
    void aChargeInAnotherCurrencyIsUnmatched() {
        intents.set(0, new Intent("stripe", "pi_paid-1", "paid-1", 4200, "usd", "succeeded"));

        assertThat(violated()).containsExactly("confirmedOrdersArePaid");
    }

    @Test
    void aConfirmedOrderWhosePaymentIsNotChargedIsUnmatched() {
        payment("paid-1", "QUEUED", null);

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactlyInAnyOrder("confirmedOrdersArePaid", "paymentRecordsAgree");
    }

    @Test
    void aConfirmedOrderWithoutAPaymentRecordIsUnmatched() {
        payments.remove("paid-1");

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactly("confirmedOrdersArePaid");
    }

    @Test
    void aChargeOfADeclinedOrderIsUnmatched() {
        intents.add(new Intent("stripe", "pi_secret", "declined", 4200, "eur", "succeeded"));

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactlyInAnyOrder("chargesHaveTheirOrder", "paymentRecordsAgree");
    }

    @Test
    void aChargeOfNoOrderIsUnmatched() {
        intents.add(new Intent("stripe", "pi_stray", "nobody", 4200, "eur", "succeeded"));
        intents.add(new Intent("stripe", "pi_nameless", null, 4200, "eur", "succeeded"));

        assertThat(audit().unmatched()).isEqualTo(2);
        assertThat(violated()).containsExactly("chargesHaveTheirOrder");
    }

    @Test
    void aPaymentRecordOfAnotherAmountIsUnmatched() {
        payments.put("paid-1", new PaymentRow("paid-1", "CHARGED", 1, "EUR", "pi_paid-1"));

        assertThat(violated()).containsExactly("paymentRecordsAgree");
    }

    @Test
    void aPaymentRecordThatNamesAnotherChargeIsUnmatched() {
        payment("paid-1", "CHARGED", "pi_other");

        assertThat(audit().unmatched()).isOne();
        assertThat(violated()).containsExactly("paymentRecordsAgree");
    }

    @Test
    void aPaymentRecordOfNoOrderIsUnmatched() {
        payment("nobody", "DECLINED", null);

        assertThat(violated()).containsExactly("paymentRecordsAgree");
    }

    @Test
    void aConfirmationThatDidNotComeTrueIsFound() {
        told.set(2, new Told("declined", Word.CONFIRMED, 4200, "EUR"));

        assertThat(violated()).containsExactly("customersWereToldTheTruth");
    }

    @Test
    void aRefusalThatDidNotComeTrueIsFound() {
        told.set(0, new Told("paid-1", Word.REFUSED, 4200, "EUR"));

        assertThat(violated()).containsExactly("customersWereToldTheTruth");
    }

    @Test
    void anotherTotalThanTheAnswerHadIsFound() {
        told.set(0, new Told("paid-1", Word.CONFIRMED, 4100, "EUR"));

        assertThat(violated()).containsExactly("customersWereToldTheTruth");
    }

    @Test
    void stockHeldForADeclinedOrderIsFound() {
        reservations.put("declined", BASKET);

        assertThat(violated()).containsExactly("stockIsHeldForConfirmedOrdersAlone");
    }

    @Test
    void stockNotHeldForAConfirmedOrderIsFound() {
        reservations.remove("paid-1");

        assertThat(violated()).containsExactly("stockIsHeldForConfirmedOrdersAlone");
    }

    @Test
    void aReservationOfAnotherQuantityIsFound() {
        reservations.put("paid-1", Map.of("BW-LAMP", 3, "BW-ROPE", 1));

        assertThat(violated()).containsExactly("stockIsHeldForConfirmedOrdersAlone");
        assertThat(detail("stockIsHeldForConfirmedOrdersAlone")).contains("BW-LAMP=3");
    }

    @Test
    void stockThatAWarehouseHoldsForNobodyIsFound() {
        allocations.put("declined", Map.of("south BW-LAMP", 2));

        assertThat(violated()).containsExactly("warehousesHoldWhatTheBookSays");
        assertThat(detail("warehousesHoldWhatTheBookSays")).contains("declined", "south BW-LAMP=2");
    }

    @Test
    void stockThatIsPromisedAndThatNoWarehouseHoldsIsFound() {
        allocations.remove("paid-1");

        assertThat(violated()).containsExactly("warehousesHoldWhatTheBookSays");
    }

    @Test
    void stockInAnotherWarehouseThanTheBookSaysIsFound() {
        allocations.put("paid-1", Map.of("south BW-LAMP", 2, "east BW-ROPE", 1));

        assertThat(violated()).containsExactly("warehousesHoldWhatTheBookSays");
    }

    @Test
    void theSameMailTwiceIsFoundAndAnotherKindIsNot() {
        messages.add(new Message("sendgrid", "paid-2", "PAYMENT_PENDING", "event"));
        assertThat(violated()).isEmpty();

        messages.add(new Message("sendgrid", "paid-2", "PAYMENT_PENDING", "event"));
        assertThat(violated()).containsExactly("noMessageIsSentTwice");
    }

    @Test
    void anAcceptedOrderOfWhichNobodyWasToldIsFound() {
        messages.removeIf(message -> message.orderId().equals("paid-2"));

        assertThat(violated()).containsExactly("everyCustomerIsTold");
        assertThat(detail("everyCustomerIsTold")).contains("paid-2").doesNotContain("paid-1", "declined", "sold-out");
    }

    @Test
    void theSameMessageByTwoChannelsIsFound() {
        messages.add(new Message("twilio", "paid-1", "ORDER_CONFIRMED", "event"));

        assertThat(violated()).containsExactly("noMessageIsSentTwice");
        assertThat(detail("noMessageIsSentTwice")).contains("paid-1", "sendgrid", "twilio");
    }

    @Test
    void whereAnAnswerMayBeLostTheSameEventMayBeSentAgainButNoOther() {
        messages.add(new Message("sendgrid", "paid-1", "ORDER_CONFIRMED", "event"));
        assertThat(Audit.of(books(), true).invariants()).allMatch(Invariant::holds);

        messages.add(new Message("sendgrid", "paid-2", "ORDER_CONFIRMED", "another"));
        assertThat(Audit.of(books(), true).invariants())
                .filteredOn(fact -> !fact.holds())
                .singleElement()
                .satisfies(fact -> assertThat(fact.detail()).contains("paid-2", "as different events"));
    }

    @Test
    void whatWasWrittenBeforeTheRunIsNotAudited() {
        OrderRow order = new OrderRow("old", "PAYMENT_PENDING", 4200, "EUR", "QUEUED", BASKET);
        PaymentRow payment = new PaymentRow("old", "CHARGED", 4200, "EUR", "pi_old");
        Intent intent = new Intent("stripe", "pi_old", "old", 7, "usd", "succeeded");
        orders.put("old", order);
        payments.put("old", payment);
        intents.add(intent);
        reservations.put("old", Map.of("BW-BELL", 9));
        messages.add(new Message("sendgrid", "old", "ORDER_CONFIRMED", "event"));
        messages.add(new Message("sendgrid", "old", "ORDER_CONFIRMED", "event"));
        Books before = new Books(
                List.of(),
                Map.of("old", order),
                Map.of("old", payment),
                List.of(intent),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());

        AuditResult result = Audit.of(books().since(before), false);

        assertThat(result.invariants()).allMatch(Invariant::holds);
        assertThat(result.providerCharges()).isEqualTo(2);
    }

    @Test
    void anOldOrderThatIsChargedAgainDuringTheRunIsFound() {
        Books before = books();
        told.clear();
        intents.add(new Intent("stripe", "pi_again", "paid-1", 4200, "eur", "succeeded"));

        assertThat(Audit.of(books().since(before), false).unmatched()).isOne();
    }

    private void order(String id, String status, String payment) {
        orders.put(id, new OrderRow(id, status, 4200, "EUR", payment, BASKET));
    }

    private void payment(String id, String status, @Nullable String charge) {
        payments.put(id, new PaymentRow(id, status, 4200, "EUR", charge));
    }

    private Books books() {
        return new Books(told, orders, payments, intents, reservations, shelves, allocations, messages);
    }

    private AuditResult audit() {
        return Audit.of(books(), false);
    }

    private List<String> violated() {
        return audit().invariants().stream()
                .filter(fact -> !fact.holds())
                .map(Invariant::name)
                .toList();
    }

    private String detail(String name) {
        return audit().invariants().stream()
                .filter(fact -> fact.name().equals(name))
                .map(Invariant::detail)
                .findFirst()
                .orElseThrow();
    }
}
