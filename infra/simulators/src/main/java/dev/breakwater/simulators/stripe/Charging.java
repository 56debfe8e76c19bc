package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.stripe.PaymentIntent.Status;
import dev.breakwater.simulators.stripe.PaymentIntent.Terms;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Opens payment intents and charges them. Called under the lock of the books. */
final class Charging {

    static final String NO_METHOD =
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the"
                    + " PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a"
                    + " payment method.";

    private final Books books;
    private final Events events;
    private final Clock clock;

    Charging(Books books, Events events, Clock clock) {
        this.books = books;
        this.events = events;
        this.clock = clock;
    }

    /** @throws StripeError if there is no such payment method; nothing is opened then */
    PaymentIntent open(Terms terms, @Nullable String method) {
        PaymentIntent intent = new PaymentIntent(
                Ids.next("pi_3", 23),
                Ids.next("", 25),
                clock.instant(),
                terms,
                Status.REQUIRES_PAYMENT_METHOD,
                null,
                null,
                null,
                null,
                null);
        PaymentIntent opened = method == null ? intent : paying(intent, method);
        books.add(opened);
        return opened;
    }

    /** @throws StripeError if there is no such payment method */
    PaymentIntent paying(PaymentIntent intent, String method) {
        PaymentMethod card = books.methods.find(method).orElseGet(() -> fromToken(method, intent.terms()));
        return intent.paying(card.id());
    }

    private PaymentMethod fromToken(String token, Terms terms) {
        Card card = Card.of(token).orElseThrow(() -> StripeError.noSuch("PaymentMethod", token, "payment_method"));
        PaymentMethod made = new PaymentMethod(Ids.next("pm_1", 23), clock.instant(), card, terms.customer());
        books.methods.put(made.id(), made);
        return made;
    }

    /** @throws StripeError if the card is declined; the attempt is in the books then too */
    PaymentIntent charge(PaymentIntent intent, StripeRequest request) {
        String methodId = intent.paymentMethod();
        if (methodId == null) {
            throw StripeError.unexpectedState(NO_METHOD, intent.json());
        }
        PaymentMethod method = books.methods
                .find(methodId)
                .orElseThrow(() -> StripeError.noSuch("PaymentMethod", methodId, "payment_method"));
        Card.Decline decline = method.card().decline();
        Charge charge =
                new Charge(Ids.next("ch_3", 23), clock.instant(), intent.id(), intent.terms(), method, decline, 0);
        books.charges.put(charge.id(), charge);
        if (decline != null) {
            throw decline(intent, charge, decline, request);
        }
        PaymentIntent paid = intent.succeeded(charge.id());
        books.intents.put(paid.id(), paid);
        events.record("payment_intent.succeeded", paid::json, request);
        return paid;
    }

    private StripeError decline(PaymentIntent intent, Charge charge, Card.Decline decline, StripeRequest request) {
        ObjectNode last = Json.object()
                .put("charge", charge.id())
                .put("code", decline.code())
                .put("decline_code", decline.declineCode())
                .put(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/" + decline.code().replace('_', '-'))
                .put("message", decline.message());
        if (decline.param() != null) {
            last.put("param", decline.param());
        }
        last.set("payment_method", charge.method().json());
        last.put("type", "card_error");
        PaymentIntent declined = intent.declined(charge.id(), last);
        books.intents.put(declined.id(), declined);
        events.record("payment_intent.payment_failed", declined::json, request);
        return StripeError.declined(decline)
                .carrying("charge", charge.id())
                .carrying("payment_intent", declined.json())
                .carrying("payment_method", charge.method().json());
    }
}
