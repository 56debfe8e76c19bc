package dev.breakwater.payment.refunding;

import dev.breakwater.payment.ledger.Cause;
import dev.breakwater.payment.ledger.LedgerTransaction;
import dev.breakwater.payment.ledger.Payment;
import dev.breakwater.payment.ledger.PaymentStatus;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.ledger.RefundOutcome;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The records of refunds. A change, its audit row and what the world is told of it are stored together or not at all. */
@Component
@EnableConfigurationProperties(RefundProperties.class)
class Refunds {

    private final LedgerTransaction transaction;
    private final Payments payments;
    private final RefundRows rows;

    Refunds(LedgerTransaction transaction, Payments payments, RefundRows rows) {
        this.transaction = transaction;
        this.payments = payments;
        this.rows = rows;
    }

    /**
     * The refund of this order with this key; recorded as pending if it is new.
     *
     * @throws ProblemException not-found, refund-not-possible, or idempotency-key-reused for the same key and another request
     */
    Refund begin(UUID orderId, String key, RefundRequest request, UUID by, Duration firstRetry) {
        return transaction.run(() -> {
            Payment payment = payments.lockIfPresent(orderId)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND, "No payment for this order.", Map.of("orderId", orderId)));
            Optional<Refund> known = rows.find(orderId, key);
            if (known.isPresent()) {
                return sameRequest(known.get(), request);
            }
            long left = left(payment);
            long amount = request.amountMinor() == null ? left : request.amountMinor();
            if (left == 0 || amount > left) {
                throw new ProblemException(
                        ProblemType.REFUND_NOT_POSSIBLE,
                        "Of this payment " + left + " are left to refund.",
                        Map.of("orderId", orderId, "refundableMinor", left));
            }
            UUID id = UUID.randomUUID();
            rows.insert(id, orderId, key, request, amount, by, firstRetry);
            payments.note(
                    orderId,
                    Cause.REFUND,
                    "refund " + id + " of " + amount + " begun: " + request.reason(),
                    by.toString());
            return rows.get(id);
        });
    }

    List<Refund> takeDue(int limit, Duration nextTurn) {
        return transaction.run(
                () -> rows.takeDue(limit, nextTurn).stream().map(rows::get).toList());
    }

    /** Stores the provider's word, once. */
    Refund end(Refund refund, RefundOutcome outcome) {
        return transaction.run(() -> {
            UUID id = refund.order().id();
            payments.lockIfPresent(refund.orderId());
            boolean refunded = outcome instanceof RefundOutcome.Refunded;
            String refundId = outcome instanceof RefundOutcome.Refunded done ? done.providerRefundId() : null;
            String refusal = outcome instanceof RefundOutcome.Refused refused ? refused.why() : null;
            if (rows.end(id, refunded ? Refund.Status.REFUNDED : Refund.Status.REFUSED, refundId, refusal)) {
                String what = refunded ? " done: " + refundId : " refused: " + refusal;
                payments.note(refund.orderId(), Cause.REFUND, "refund " + id + what, null);
                if (refunded) {
                    payments.announceRefund(id, refund.orderId(), rows.refunded(refund.orderId()));
                }
            }
            return rows.get(id);
        });
    }

    private long left(Payment payment) {
        return payment.status() == PaymentStatus.CHARGED
                ? payment.charge().amountMinor()
                        - rows.committed(payment.charge().orderId())
                : 0;
    }

    private static Refund sameRequest(Refund known, RefundRequest request) {
        if (!known.asks(request)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used with another body");
        }
        return known;
    }
}
