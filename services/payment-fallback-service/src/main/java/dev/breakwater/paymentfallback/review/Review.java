package dev.breakwater.paymentfallback.review;

import java.time.Instant;
import java.util.UUID;

/**
 * A payment that waits for a person.
 *
 * @param amountMinor in the currency's minor unit
 * @param reason why no machine could finish it
 * @param since when it came to review
 */
record Review(UUID orderId, UUID userId, long amountMinor, String currency, String reason, Instant since) {}
