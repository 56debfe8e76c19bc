package dev.breakwater.payment.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record of one payment, as it was read. */
public record Payment(
        Charge charge,
        Provider provider,
        PaymentStatus status,
        @Nullable String declineCode,
        @Nullable String providerPaymentId,
        Instant createdAt) {}
