package dev.breakwater.paymentfallback.web;

import dev.breakwater.paymentfallback.queue.QueuedPayment;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * @param amountMinor in minor units, 1 to 99,999,999
 * @param currency ISO 4217, upper case
 * @param paymentMethod a token ({@code pm_…}); a card number does not fit the pattern
 */
record QueuedPaymentRequest(
        @NotNull UUID userId,
        @Min(1) @Max(99_999_999) long amountMinor,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull @Pattern(regexp = "pm_[A-Za-z0-9_]{1,60}") String paymentMethod) {

    QueuedPayment of(UUID orderId) {
        return new QueuedPayment(orderId, userId, amountMinor, currency, paymentMethod);
    }
}
