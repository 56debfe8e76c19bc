package dev.breakwater.paymentfallback.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param next what to ask for the following page with, null on the last */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContradictionPage(
        List<Contradiction> contradictions, @Nullable UUID next) {

    /**
     * A payment about which the provider's books say something else than ours: settled, and yet a person must look.
     *
     * @param amountMinor in the currency's minor unit
     * @param status what the record says
     * @param contradiction what the provider says
     * @param since when it said so
     */
    record Contradiction(
            UUID orderId,
            UUID userId,
            long amountMinor,
            String currency,
            String status,
            String contradiction,
            Instant since) {}
}
