package dev.breakwater.simulators.stripe;

import java.util.Set;

/** Reading what other endpoints made: {@code /v1/charges/…}, {@code /v1/payment_methods/…}. */
final class Lookups {

    private final Books books;

    Lookups(Books books) {
        this.books = books;
    }

    StripeRequest.Work charge(StripeRequest request) {
        Expand.nothing(request.params().only(Set.of("expand")));
        return () -> books.charges
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("charge", request.pathId(), "id"))
                .json();
    }

    StripeRequest.Work paymentMethod(StripeRequest request) {
        Expand.nothing(request.params().only(Set.of("expand")));
        return () -> books.methods
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("PaymentMethod", request.pathId(), "payment_method"))
                .json();
    }
}
