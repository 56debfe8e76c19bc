package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.stripe.PaymentIntent.Redirects;
import dev.breakwater.simulators.stripe.PaymentIntent.Status;
import dev.breakwater.simulators.stripe.PaymentIntent.Terms;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v1/payment_intents}. */
final class PaymentIntents {

    private static final Set<String> CREATE = Set.of(
            "amount",
            "currency",
            "customer",
            "payment_method",
            "payment_method_types",
            "automatic_payment_methods",
            "capture_method",
            "confirmation_method",
            "confirm",
            "return_url",
            "off_session",
            "description",
            "receipt_email",
            "metadata",
            "expand");
    private static final List<String> REASONS =
            List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

    private final Books books;
    private final Charging charging;
    private final Clock clock;

    PaymentIntents(Books books, Charging charging, Clock clock) {
        this.books = books;
        this.charging = charging;
        this.clock = clock;
    }

    StripeRequest.Work create(StripeRequest request) {
        Params params = request.params().only(CREATE);
        long amount = Money.amount(params);
        String currency = Money.currency(params);
        params.oneOf("capture_method", List.of("automatic"));
        params.oneOf("confirmation_method", List.of("automatic"));
        Redirects redirects = redirects(params);
        String customer = params.text("customer");
        Terms terms = new Terms(
                amount,
                currency,
                customer,
                params.text("description"),
                params.text("receipt_email"),
                redirects,
                params.metadata());
        boolean confirm = params.flag("confirm");
        for (String onlyWhenConfirming : List.of("return_url", "off_session")) {
            if (!confirm && params.has(onlyWhenConfirming)) {
                throw StripeError.invalid(
                        null,
                        "The parameter `" + onlyWhenConfirming
                                + "` cannot be passed when creating a PaymentIntent unless"
                                + " `confirm` is set to true.",
                        onlyWhenConfirming);
            }
        }
        String method = params.text("payment_method");
        if (confirm) {
            requireReturnUrl(redirects, params);
            if (method == null) {
                throw StripeError.invalid("payment_intent_unexpected_state", Charging.NO_METHOD, null);
            }
        }
        Expand expand = Expand.ofIntent(books, params, "");
        return () -> {
            if (customer != null && books.customers.find(customer).isEmpty()) {
                throw StripeError.noSuch("customer", customer, "customer");
            }
            PaymentIntent intent = charging.open(terms, method);
            return expand.json(confirm ? charging.charge(intent, request) : intent);
        };
    }

    StripeRequest.Work confirm(StripeRequest request) {
        Params params =
                request.params().only(Set.of("payment_method", "return_url", "off_session", "receipt_email", "expand"));
        String method = params.text("payment_method");
        params.text("receipt_email");
        params.flag("off_session");
        Expand expand = Expand.ofIntent(books, params, "");
        return () -> {
            PaymentIntent intent = find(request);
            requireReturnUrl(intent.terms().redirects(), params);
            if (intent.status() == Status.SUCCEEDED || intent.status() == Status.CANCELED) {
                throw StripeError.unexpectedState(
                        "You cannot confirm this PaymentIntent because it has a status of "
                                + intent.status().label()
                                + ". Only a PaymentIntent with one of the following statuses may be confirmed:"
                                + " requires_confirmation, requires_action, requires_payment_method.",
                        intent.json());
            }
            return expand.json(charging.charge(method == null ? intent : charging.paying(intent, method), request));
        };
    }

    StripeRequest.Work cancel(StripeRequest request) {
        Params params = request.params().only(Set.of("cancellation_reason", "expand"));
        @Nullable String reason = params.oneOf("cancellation_reason", REASONS);
        Expand expand = Expand.ofIntent(books, params, "");
        return () -> {
            PaymentIntent intent = find(request);
            if (intent.status() == Status.SUCCEEDED || intent.status() == Status.CANCELED) {
                throw StripeError.unexpectedState(
                        "You cannot cancel this PaymentIntent because it has a status of "
                                + intent.status().label()
                                + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                                + " requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.",
                        intent.json());
            }
            PaymentIntent canceled = intent.canceled(clock.instant(), reason);
            books.intents.put(canceled.id(), canceled);
            return expand.json(canceled);
        };
    }

    StripeRequest.Work retrieve(StripeRequest request) {
        Expand expand = Expand.ofIntent(books, request.params().only(Set.of("expand")), "");
        return () -> expand.json(find(request));
    }

    StripeRequest.Work list(StripeRequest request) {
        Set<String> known = new TreeSet<>(Page.PARAMS);
        known.addAll(Set.of("created", "customer", "expand"));
        Params params = request.params().only(known);
        Expand expand = Expand.ofIntent(books, params, "data.");
        Page page = Page.of(params);
        var created = CreatedFilter.of(params);
        String customer = params.text("customer");
        return () -> {
            if (customer != null && books.customers.find(customer).isEmpty()) {
                throw StripeError.noSuch("customer", customer, "customer");
            }
            List<String> ids = customer == null ? books.intents.ids() : books.intentsOf(customer);
            return page.of(
                    "/v1/payment_intents",
                    "payment_intent",
                    ids,
                    books.intents,
                    each -> created.test(each.created()),
                    expand::json);
        };
    }

    private PaymentIntent find(StripeRequest request) {
        return books.intents
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("payment_intent", request.pathId(), "intent"));
    }

    private static Redirects redirects(Params params) {
        Params automatic = params.nested("automatic_payment_methods");
        List<String> types = params.texts("payment_method_types");
        if (automatic != null && !types.isEmpty()) {
            throw StripeError.invalid(
                    null,
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.",
                    "automatic_payment_methods");
        }
        if (!types.isEmpty()) {
            if (!types.equals(List.of("card"))) {
                throw StripeError.invalid(
                        null, "Invalid payment_method_types: this simulator takes cards only.", "payment_method_types");
            }
            return Redirects.CARDS_ONLY;
        }
        if (automatic == null) {
            return Redirects.ALWAYS; // the default since this very API version
        }
        automatic.only(Set.of("enabled", "allow_redirects"));
        automatic.requiredText("enabled");
        boolean never = "never".equals(automatic.oneOf("allow_redirects", List.of("always", "never")));
        if (!automatic.flag("enabled")) {
            return Redirects.CARDS_ONLY;
        }
        return never ? Redirects.NEVER : Redirects.ALWAYS;
    }

    private static void requireReturnUrl(Redirects redirects, Params params) {
        boolean offSession = params.flag("off_session");
        if (redirects == Redirects.ALWAYS && params.text("return_url") == null && !offSession) {
            throw StripeError.invalid(
                    null,
                    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of"
                            + " these payment methods might redirect your customer off of your page, you must provide a"
                            + " `return_url`. If you don't want to accept redirect-based payment methods, set"
                            + " `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]`"
                            + " to `never` when creating Setup Intents and Payment Intents.",
                    null);
        }
    }
}
