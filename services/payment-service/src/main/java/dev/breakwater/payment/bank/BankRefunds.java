package dev.breakwater.payment.bank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.payment.bank.BankHttp.Answer;
import dev.breakwater.payment.ledger.RefundOrder;
import dev.breakwater.payment.ledger.RefundOutcome;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Refunds as the bank understands them, unguarded: asks first, because its idempotency keys are forgotten after a day. */
@Component
class BankRefunds {

    private final BankHttp http;

    BankRefunds(BankHttp http) {
        this.http = http;
    }

    private record Order(long amountMinor, String reference) {}

    RefundOutcome refund(RefundOrder order) throws IOException {
        String path = "/v1/charges/" + order.providerPaymentId() + "/refunds";
        String reference = order.id().toString();
        Answer known = http.get(path);
        if (known.status() == 200) {
            for (JsonNode refund : known.body().path("refunds")) {
                if (reference.equals(refund.path("reference").asText())) {
                    return outcome(refund);
                }
            }
        } else {
            BankCharges.throwIfAboutTheBank(known);
        }
        Answer answer = http.post(path, order.idempotencyKey(), new Order(order.amountMinor(), reference));
        if (answer.status() == 201) {
            return outcome(answer.body());
        }
        if (answer.status() == 409) {
            throw new BankFailure("the same refund is still under way at the bank");
        }
        BankCharges.throwIfAboutTheBank(answer);
        return new RefundOutcome.Refused("HTTP " + answer.status() + ", code " + answer.errorCode());
    }

    private static RefundOutcome outcome(JsonNode refund) throws IOException {
        String id = refund.path("id").asText("");
        if (id.isEmpty()) {
            throw new BankFailure("the bank's refund has no id");
        }
        return "SUCCEEDED".equals(refund.path("status").asText())
                ? new RefundOutcome.Refunded(id)
                : new RefundOutcome.Refused(
                        "the bank's " + id + " is " + refund.path("status").asText());
    }
}
