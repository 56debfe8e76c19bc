package dev.breakwater.paymentfallback.web;

import dev.breakwater.paymentfallback.queue.GuardedPaymentQueue;
import dev.breakwater.paymentfallback.queue.QueueDepth;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes payments that cannot be charged now. */
@RestController
@RequestMapping("/internal/queued-payments")
class QueuedPaymentController {

    private final GuardedPaymentQueue queue;

    QueuedPaymentController(GuardedPaymentQueue queue) {
        this.queue = queue;
    }

    /** Answers 202 once the payment is durable in SQS; idempotent by order. */
    @PutMapping("/{orderId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted queue(@PathVariable UUID orderId, @Valid @RequestBody QueuedPaymentRequest request) {
        queue.publish(request.of(orderId));
        return new Accepted(orderId, "QUEUED");
    }

    @GetMapping
    QueueDepth depth() {
        return queue.depth();
    }

    record Accepted(UUID orderId, String status) {}
}
