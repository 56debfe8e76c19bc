package dev.breakwater.payment.refunding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param amountMinor in minor units, 1 to 99,999,999; null for all that is left
 * @param reason why, for the audit; at most 200 characters
 */
record RefundRequest(
        @Nullable @Min(1) @Max(99_999_999) Long amountMinor,
        @NotBlank @Size(max = 200) String reason) {}
