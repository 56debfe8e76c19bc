package dev.breakwater.simulators.stripe;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which card network a request needs. Only what takes money needs one: reading and cancelling are answered from Stripe's own books, and a
 * refund is taken down at once and sent to the network later.
 */
final class CardNetworks {

    static final Set<String> ALL = Card.brands();

    private final Books books;

    CardNetworks(Books books) {
        this.books = books;
    }

    /** Of the card that the request charges; empty if it charges none. */
    Optional<String> chargedBy(String endpoint, StripeRequest request) {
        Params params = request.params();
        String method = params.text("payment_method");
        return switch (endpoint) {
            case "POST /v1/payment_intents" -> params.flag("confirm") ? brand(method) : Optional.empty();
            case "POST /v1/payment_intents/{id}/confirm" -> brand(method == null ? methodOf(request.pathId()) : method);
            default -> Optional.empty();
        };
    }

    private @Nullable String methodOf(String intent) {
        synchronized (books) {
            return books.intents.find(intent).map(PaymentIntent::paymentMethod).orElse(null);
        }
    }

    private Optional<String> brand(@Nullable String method) {
        if (method == null) {
            return Optional.empty();
        }
        synchronized (books) {
            return books.methods
                    .find(method)
                    .map(PaymentMethod::card)
                    .or(() -> Card.of(method))
                    .map(Card::brand);
        }
    }
}
