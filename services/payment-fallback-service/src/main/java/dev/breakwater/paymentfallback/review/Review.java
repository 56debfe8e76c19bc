package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that waits for a person.
 *
 * @param amountMinor in the currency's minor unit
 * @param reason why no machine could finish it
 * @param since when it came to review
 * @param contradiction what the provider says against the record; null if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Review(
        UUID orderId,
        UUID userId,
        long amountMinor,
        String currency,
        String reason,
        Instant since,
        @Nullable String contradiction) {}
