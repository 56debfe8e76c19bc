package dev.breakwater.simulators.bank;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a payment method stands for. The bank takes debit cards only.
 *
 * @param network which carries its charges
 * @param declineCode why its issuer refuses every charge; null if it refuses none below the limit
 */
record Card(String network, @Nullable String declineCode) {

    /** More than this in one charge is declined: 10,000.00. */
    static final long LIMIT_MINOR = 1_000_000;

    private static final String VISA = "visa";
    private static final String MASTERCARD = "mastercard";

    /** Every network that a card can be of. */
    static final Set<String> NETWORKS = Set.of(VISA, MASTERCARD);

    private static final Map<String, Card> BY_TOKEN = Map.of(
            "pm_card_visa_debit", new Card(VISA, null),
            "pm_card_mastercard_debit", new Card(MASTERCARD, null),
            "pm_card_visa_debit_chargeDeclined", new Card(VISA, "do_not_honor"),
            "pm_card_visa_debit_chargeDeclinedInsufficientFunds", new Card(VISA, "insufficient_funds"),
            "pm_card_mastercard_debit_chargeDeclined", new Card(MASTERCARD, "do_not_honor"));

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
