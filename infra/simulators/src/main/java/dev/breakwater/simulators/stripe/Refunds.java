package dev.breakwater.simulators.stripe;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v1/refunds}. */
final class Refunds {

    private final Books books;
    private final Events events;
    private final Clock clock;

    Refunds(Books books, Events events, Clock clock) {
        this.books = books;
        this.events = events;
        this.clock = clock;
    }

    StripeRequest.Work create(StripeRequest request) {
        Params params =
                request.params().only(Set.of("payment_intent", "charge", "amount", "reason", "metadata", "expand"));
        Expand.nothing(params);
        String intent = params.text("payment_intent");
        String charge = params.text("charge");
        if ((intent == null) == (charge == null)) {
            throw StripeError.invalid(
                    intent == null ? "parameter_missing" : null,
                    "One of the following params should be provided for this request: payment_intent or charge.",
                    null);
        }
        Long amount = params.integer("amount");
        if (amount != null && amount < 1) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        }
        String reason = params.oneOf("reason", List.of("duplicate", "fraudulent", "requested_by_customer"));
        Map<String, String> metadata = params.metadata();
        return () -> {
            Charge of = charge(intent, charge);
            long back = amount == null ? of.refundable() : amount;
            if (of.refundable() == 0) {
                throw StripeError.invalid(
                        "charge_already_refunded", "Charge " + of.id() + " has already been refunded.", null);
            }
            if (back > of.refundable()) {
                throw StripeError.invalid(
                        null,
                        "Refund amount (" + back + ") is greater than unrefunded amount on charge (" + of.refundable()
                                + ")",
                        "amount");
            }
            Charge refunded = of.refunding(back);
            books.charges.put(refunded.id(), refunded);
            Refund refund = new Refund(
                    Ids.next("re_3", 23),
                    clock.instant(),
                    back,
                    of.terms().currency(),
                    of.id(),
                    of.paymentIntent(),
                    reason,
                    metadata);
            books.refunds.put(refund.id(), refund);
            events.record("charge.refunded", refunded::json, request);
            return refund.json();
        };
    }

    private Charge charge(@Nullable String intentId, @Nullable String chargeId) {
        String id = chargeId;
        if (intentId != null) {
            PaymentIntent intent = books.intents
                    .find(intentId)
                    .orElseThrow(() -> StripeError.noSuch("payment_intent", intentId, "payment_intent"));
            id = intent.latestCharge();
            if (id == null || intent.status() != PaymentIntent.Status.SUCCEEDED) {
                throw StripeError.invalid(
                        null,
                        "This PaymentIntent (" + intentId + ") does not have a successful charge to refund.",
                        null);
            }
        }
        String wanted = id == null ? "" : id;
        Charge found = books.charges.find(wanted).orElseThrow(() -> StripeError.noSuch("charge", wanted, "charge"));
        if (!found.paid()) {
            throw StripeError.invalid(null, "Charge " + found.id() + " has failed and cannot be refunded.", null);
        }
        return found;
    }

    StripeRequest.Work retrieve(StripeRequest request) {
        Expand.nothing(request.params().only(Set.of("expand")));
        return () -> books.refunds
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("refund", request.pathId(), "id"))
                .json();
    }

    StripeRequest.Work list(StripeRequest request) {
        Set<String> known = new TreeSet<>(Page.PARAMS);
        known.addAll(Set.of("created", "payment_intent", "charge", "expand"));
        Params params = request.params().only(known);
        Expand.nothing(params);
        Page page = Page.of(params);
        var created = CreatedFilter.of(params);
        String intent = params.text("payment_intent");
        String charge = params.text("charge");
        return () -> page.of(
                "/v1/refunds",
                "refund",
                books.refunds.ids(),
                books.refunds,
                each -> created.test(each.created())
                        && (intent == null || intent.equals(each.paymentIntent()))
                        && (charge == null || charge.equals(each.charge())),
                Refund::json);
    }
}
