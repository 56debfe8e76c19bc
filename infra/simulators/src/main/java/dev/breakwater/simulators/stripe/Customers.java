package dev.breakwater.simulators.stripe;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code /v1/customers}. */
final class Customers {

    private final Books books;
    private final Clock clock;

    Customers(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    StripeRequest.Work create(StripeRequest request) {
        Params params = request.params().only(Set.of("email", "name", "phone", "description", "metadata", "expand"));
        Expand.nothing(params);
        String email = params.text("email");
        if (email != null && (email.length() > 512 || !email.matches("[^@\\s]+@[^@\\s]+"))) {
            throw StripeError.invalid("email_invalid", "Invalid email address: " + Params.shorten(email), "email");
        }
        String name = params.text("name");
        String phone = params.text("phone");
        String description = params.text("description");
        Map<String, String> metadata = params.metadata();
        return () -> {
            Customer customer =
                    new Customer(Ids.next("cus_", 14), clock.instant(), email, name, phone, description, metadata);
            books.customers.put(customer.id(), customer);
            return customer.json();
        };
    }

    StripeRequest.Work retrieve(StripeRequest request) {
        Expand.nothing(request.params().only(Set.of("expand")));
        return () -> books.customers
                .find(request.pathId())
                .orElseThrow(() -> StripeError.notFound("customer", request.pathId(), "id"))
                .json();
    }

    StripeRequest.Work list(StripeRequest request) {
        Set<String> known = new TreeSet<>(Page.PARAMS);
        known.addAll(Set.of("created", "email", "expand"));
        Params params = request.params().only(known);
        Expand.nothing(params);
        Page page = Page.of(params);
        var created = CreatedFilter.of(params);
        String email = params.text("email");
        return () -> page.of(
                "/v1/customers",
                "customer",
                books.customers.ids(),
                books.customers,
                each -> created.test(each.created()) && (email == null || email.equals(each.email())),
                Customer::json);
    }
}
