package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code expand[]} parameter: ids in a payment intent that are answered as whole objects. */
final class Expand {

    private static final List<String> OF_INTENT = List.of("customer", "latest_charge", "payment_method");

    private final Books books;
    private final List<String> names;

    private Expand(Books books, List<String> names) {
        this.books = books;
        this.names = names;
    }

    /** @param prefix {@code data.} in lists, otherwise empty */
    static Expand ofIntent(Books books, Params params, String prefix) {
        List<String> names = params.texts("expand").stream()
                .map(name -> {
                    String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
                    if (!OF_INTENT.contains(bare)) {
                        throw cannot(name);
                    }
                    return bare;
                })
                .toList();
        return new Expand(books, names);
    }

    /** For endpoints whose objects have nothing to expand. */
    static void nothing(Params params) {
        params.texts("expand").forEach(name -> {
            throw cannot(name);
        });
    }

    ObjectNode json(PaymentIntent intent) {
        ObjectNode json = intent.json();
        for (String name : names) {
            String id = json.path(name).asText("");
            switch (name) {
                case "customer" -> books.customers.find(id).ifPresent(found -> json.set(name, found.json()));
                case "latest_charge" -> books.charges.find(id).ifPresent(found -> json.set(name, found.json()));
                default -> books.methods.find(id).ifPresent(found -> json.set(name, found.json()));
            }
        }
        return json;
    }

    private static StripeError cannot(String name) {
        return StripeError.invalid(null, "This property cannot be expanded (" + Params.shorten(name) + ").", "expand");
    }
}
