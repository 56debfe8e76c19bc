package dev.breakwater.simulators.bank;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a payment method stands for. The bank takes debit cards only.
 *
 * @param declineCode why its issuer refuses every charge; null if it refuses none below the limit
 */
record Card(@Nullable String declineCode) {

    /** More than this in one charge is declined: 10,000.00. */
    static final long LIMIT_MINOR = 1_000_000;

    private static final Map<String, Card> BY_TOKEN = Map.of(
            "pm_card_visa_debit", new Card(null),
            "pm_card_mastercard_debit", new Card(null),
            "pm_card_visa_debit_chargeDeclined", new Card("do_not_honor"),
            "pm_card_visa_debit_chargeDeclinedInsufficientFunds", new Card("insufficient_funds"),
            "pm_card_mastercard_debit_chargeDeclined", new Card("do_not_honor"));

    static Optional<Card> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    /** Null if the charge is good. */
    @Nullable
    String decline(long amountMinor) {
        if (declineCode != null) {
            return declineCode;
        }
        return amountMinor > LIMIT_MINOR ? "limit_exceeded" : null;
    }
}
