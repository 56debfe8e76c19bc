package dev.breakwater.simulators.stripe;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a test payment method stands for.
 *
 * @param decline what happens when it is charged; null if it is charged successfully
 */
record Card(String brand, String last4, @Nullable Decline decline) {

    /** How the issuer refuses. */
    record Decline(
            String code,
            String declineCode,
            String message,
            @Nullable String param) {}

    private static final Map<String, Card> BY_TOKEN = Map.ofEntries(
            Map.entry("pm_card_visa", new Card("visa", "4242", null)),
            Map.entry("pm_card_visa_debit", new Card("visa", "5556", null)),
            Map.entry("pm_card_mastercard", new Card("mastercard", "4444", null)),
            Map.entry("pm_card_mastercard_debit", new Card("mastercard", "8210", null)),
            Map.entry("pm_card_amex", new Card("amex", "8431", null)),
            declined(
                    "pm_card_chargeDeclined",
                    "0002",
                    "card_declined",
                    "generic_decline",
                    "Your card was declined.",
                    null),
            declined(
                    "pm_card_chargeDeclinedInsufficientFunds",
                    "9995",
                    "card_declined",
                    "insufficient_funds",
                    "Your card has insufficient funds.",
                    null),
            declined(
                    "pm_card_chargeDeclinedLostCard",
                    "9987",
                    "card_declined",
                    "lost_card",
                    "Your card was declined.",
                    null),
            declined(
                    "pm_card_chargeDeclinedStolenCard",
                    "9979",
                    "card_declined",
                    "stolen_card",
                    "Your card was declined.",
                    null),
            declined(
                    "pm_card_chargeDeclinedExpiredCard",
                    "0069",
                    "expired_card",
                    "expired_card",
                    "Your card has expired.",
                    "exp_month"),
            declined(
                    "pm_card_chargeDeclinedIncorrectCvc",
                    "0127",
                    "incorrect_cvc",
                    "incorrect_cvc",
                    "Your card's security code is incorrect.",
                    "cvc"),
            declined(
                    "pm_card_chargeDeclinedProcessingError",
                    "0119",
                    "processing_error",
                    "processing_error",
                    "An error occurred while processing your card. Try again in a little bit.",
                    null));

    /** Every network that a card can be of. */
    static Set<String> brands() {
        return BY_TOKEN.values().stream().map(Card::brand).collect(Collectors.toUnmodifiableSet());
    }

    static Optional<Card> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    private static Map.Entry<String, Card> declined(
            String token, String last4, String code, String declineCode, String message, @Nullable String param) {
        return Map.entry(token, new Card("visa", last4, new Decline(code, declineCode, message, param)));
    }
}
