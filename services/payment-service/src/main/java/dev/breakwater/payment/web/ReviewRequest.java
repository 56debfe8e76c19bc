package dev.breakwater.payment.web;

import dev.breakwater.payment.ledger.Charge;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** A {@link PaymentRequest} and why a person must look, at most 1,000 characters. */
record ReviewRequest(
        @NotNull UUID userId,
        @Min(1) @Max(99_999_999) long amountMinor,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull @Pattern(regexp = "pm_[A-Za-z0-9_]{1,60}") String paymentMethod,
        @NotBlank @Size(max = 1000) String reason) {

    Charge of(UUID orderId) {
        return new Charge(orderId, userId, amountMinor, currency, paymentMethod);
    }
}
