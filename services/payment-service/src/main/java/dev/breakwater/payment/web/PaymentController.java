package dev.breakwater.payment.web;

import dev.breakwater.payment.charging.ChargePayment;
import dev.breakwater.payment.ledger.Payments;
import dev.breakwater.payment.settling.SettlePayment;
import dev.breakwater.payment.settling.Settlement;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments, for order-service and for the drain of the payment queue. */
@RestController
@RequestMapping("/internal/payments/{orderId}")
class PaymentController {

    private final ChargePayment charging;
    private final SettlePayment settling;
    private final Payments payments;

    PaymentController(ChargePayment charging, SettlePayment settling, Payments payments) {
        this.charging = charging;
        this.settling = settling;
        this.payments = payments;
    }

    /** Idempotent by order: a repetition gets what is on record. */
    @PutMapping
    PaymentResponse charge(@PathVariable UUID orderId, @Valid @RequestBody PaymentRequest request) {
        return PaymentResponse.of(charging.charge(request.of(orderId)));
    }

    @GetMapping
    PaymentResponse payment(@PathVariable UUID orderId) {
        return payments.find(orderId)
                .map(PaymentResponse::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "No payment for this order.", Map.of("orderId", orderId)));
    }

    /**
     * Answers 503 with {@code Retry-After} while nobody can know, and 409 while another attempt of this payment is on its way. The
     * payment then stays in its queue.
     */
    @PostMapping("/settlement")
    PaymentResponse settle(@PathVariable UUID orderId, @Valid @RequestBody PaymentRequest request) {
        Settlement settlement = settling.settle(request.of(orderId));
        if (settlement instanceof Settlement.Settled settled) {
            return PaymentResponse.of(settled.payment());
        }
        if (settlement instanceof Settlement.Busy busy) {
            throw new ProblemException(ProblemType.REQUEST_IN_PROGRESS, busy.why()).retryAfter(busy.retryAfter());
        }
        Settlement.Later later = (Settlement.Later) settlement;
        throw new ProblemException(ProblemType.DEPENDENCY_UNAVAILABLE, later.why()).retryAfter(later.retryAfter());
    }

    /** Puts the payment before a person, unless it is settled already; idempotent. */
    @PostMapping("/review")
    PaymentResponse review(@PathVariable UUID orderId, @Valid @RequestBody ReviewRequest request) {
        return PaymentResponse.of(payments.review(request.of(orderId), request.reason()));
    }
}
