package dev.breakwater.warehouse.quoting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking for a quote. */
public sealed interface Quote {

    /**
     * A price that we stand by until it expires.
     *
     * @param jws the quote, signed
     * @param amountMinor in euro cents
     * @param degraded as {@code X-Degraded} has it; null if nothing was
     */
    record Offered(
            String jws,
            String carrier,
            String service,
            long amountMinor,
            Instant expiresAt,
            @Nullable String degraded) implements Quote {}

    /** Both carriers say that they do not deliver there. */
    record NotServed() implements Quote {}
}
