package dev.breakwater.simulators.stripe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that this Stripe knows. Guarded by its own monitor: whoever reads or writes a shelf holds it, and holds it briefly. */
final class Books {

    final Shelf<Customer> customers = new Shelf<>();
    final Shelf<PaymentIntent> intents = new Shelf<>();
    final Shelf<PaymentMethod> methods = new Shelf<>();
    final Shelf<Charge> charges = new Shelf<>();
    final Shelf<Refund> refunds = new Shelf<>();
    final Shelf<Event> events = new Shelf<>();
    private final Map<String, List<String>> intentsByCustomer = new HashMap<>();

    void add(PaymentIntent intent) {
        intents.put(intent.id(), intent);
        String customer = intent.terms().customer();
        if (customer != null) {
            intentsByCustomer.computeIfAbsent(customer, id -> new ArrayList<>()).add(intent.id());
        }
    }

    /** Ids of a customer's payment intents, oldest first. */
    List<String> intentsOf(String customer) {
        return intentsByCustomer.getOrDefault(customer, List.of());
    }
}
