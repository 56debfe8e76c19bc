package dev.breakwater.payment.bank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.payment.bank.BankHttp.Answer;
import dev.breakwater.payment.ledger.Charge;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentOutcome;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Charges and questions as the bank understands them, unguarded. What it says about the request (a decline, a refusal) is a
 * value; what says something about the bank is an exception.
 */
@Component
class BankCharges {

    private static final Logger log = LoggerFactory.getLogger(BankCharges.class);
    private static final String CHARGES = "/v1/charges";

    private final BankHttp http;

    BankCharges(BankHttp http) {
        this.http = http;
    }

    /** @param reference what the charge can be found by: the order's id */
    private record Order(String reference, long amountMinor, String currency, String paymentMethod) {}

    void authorize() throws IOException {
        http.authorize();
    }

    /** Charges at most once per order, however often it is called: the idempotency key is the order's. */
    PaymentOutcome charge(Charge charge) throws IOException {
        Order order =
                new Order(charge.orderId().toString(), charge.amountMinor(), charge.currency(), charge.paymentMethod());
        Answer answer = http.post(CHARGES, "payment-" + charge.orderId(), order);
        if (answer.status() == 201) {
            return outcomeOf(answer.body());
        }
        if (answer.status() == 409 && answer.errorCode().equals("idempotency_key_in_use")) {
            return new PaymentOutcome.Queued(false); // the same request is still under way at the bank: ask later
        }
        throwIfAboutTheBank(answer);
        log.error(
                "The bank refuses the payment of order {}: HTTP {}; it goes to review",
                charge.orderId(),
                answer.status());
        return new PaymentOutcome.InReview(
                "the bank refused the request: HTTP " + answer.status() + ", code " + answer.errorCode(), null);
    }

    /** Asks the bank what became of this payment; empty if it never decided about it. */
    Optional<PaymentOutcome> find(Payment payment) throws IOException {
        Answer answer = http.get(CHARGES + "?reference=" + payment.charge().orderId());
        if (answer.status() != 200) {
            throw new BankFailure("HTTP " + answer.status() + " to the question for a charge");
        }
        Optional<PaymentOutcome> found = Optional.empty();
        for (JsonNode charge : answer.body().path("charges")) {
            PaymentOutcome outcome = outcomeOf(charge);
            if (outcome instanceof PaymentOutcome.Charged) {
                return Optional.of(outcome);
            }
            found = found.or(() -> Optional.of(outcome));
        }
        return found;
    }

    private static PaymentOutcome outcomeOf(JsonNode charge) throws IOException {
        String id = charge.path("id").asText("");
        if (id.isEmpty()) {
            throw new BankFailure("the bank's charge has no id");
        }
        String status = charge.path("status").asText("");
        return switch (status) {
            case "SUCCEEDED" -> new PaymentOutcome.Charged(id);
            case "DECLINED" ->
                new PaymentOutcome.Declined(charge.path("declineCode").asText("card_declined"), id);
            default -> new PaymentOutcome.InReview("unexpected status at the bank: " + status, id);
        };
    }

    /** Refusals of our credentials, limits on our rate and errors of its own say nothing about the payment. */
    static void throwIfAboutTheBank(Answer answer) throws BankFailure {
        int status = answer.status();
        if (status < 400 || status == 401 || status == 403 || status == 408 || status == 429 || status >= 500) {
            throw new BankFailure("HTTP " + status + " from the bank");
        }
    }
}
