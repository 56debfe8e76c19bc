package dev.breakwater.warehouse.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.breakwater.warehouse.quoting.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A quote, or in a bulk answer why there is none.
 *
 * @param quote a compact JWS, to be sent with the order
 * @param carrier {@code fedex}, {@code ups}, or {@code standard} when neither could be asked
 * @param amountMinor in minor units of the currency
 * @param refused why there is no quote; null where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuoteView(
        @Nullable String quote,
        @Nullable String carrier,
        @Nullable String service,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable Instant expiresAt,
        @Nullable String refused) {

    static final String NOT_SERVED = "no carrier delivers there";

    static QuoteView of(Quote quote) {
        if (quote instanceof Quote.Offered offered) {
            return new QuoteView(
                    offered.jws(),
                    offered.carrier(),
                    offered.service(),
                    offered.amountMinor(),
                    "EUR",
                    offered.expiresAt(),
                    null);
        }
        return new QuoteView(null, null, null, null, null, null, NOT_SERVED);
    }
}
