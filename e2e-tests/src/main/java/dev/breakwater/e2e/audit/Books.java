package dev.breakwater.e2e.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What everybody wrote down about one run: the customers, the shop's databases, the payment providers, the message providers,
 * the warehouses.
 *
 * @param told what customers were told, in the order of the answers
 * @param orders the order database, by order
 * @param payments the payment database, by order
 * @param intents the ledgers of all payment providers
 * @param reservations the inventory database's standing reservations: items by order
 * @param shelves where the inventory database says that the reservations stand: quantities by "warehouse product", by order
 * @param allocations the warehouses' ledgers, in the same form
 * @param messages the ledgers of all message providers
 */
public record Books(
        List<Told> told,
        Map<String, OrderRow> orders,
        Map<String, PaymentRow> payments,
        List<Intent> intents,
        Map<String, Map<String, Integer>> reservations,
        Map<String, Map<String, Integer>> shelves,
        Map<String, Map<String, Integer>> allocations,
        List<Message> messages) {

    public Books {
        told = List.copyOf(told);
        orders = Map.copyOf(orders);
        payments = Map.copyOf(payments);
        intents = List.copyOf(intents);
        reservations = Map.copyOf(reservations);
        shelves = Map.copyOf(shelves);
        allocations = Map.copyOf(allocations);
        messages = List.copyOf(messages);
    }

    /** What an acknowledged order was said to be. */
    public enum Word {
        CONFIRMED,
        PENDING,
        REFUSED
    }

    /** An order that a customer holds an acknowledgement of. */
    public record Told(String orderId, Word word, long totalMinor, String currency) {}

    /**
     * A row of the order database.
     *
     * @param payment what the shop knows of its payment, such as {@code DECLINED}
     */
    public record OrderRow(
            String id, String status, long totalMinor, String currency, String payment, Map<String, Integer> items) {

        private static final Set<String> FINAL = Set.of("CONFIRMED", "PAYMENT_DECLINED", "REJECTED", "BACKORDERED");

        public boolean isFinal() {
            return FINAL.contains(status);
        }

        public boolean isConfirmed() {
            return status.equals("CONFIRMED");
        }

        /** A confirmed one is; a back order may be. */
        public boolean isPaid() {
            return payment.equals("CHARGED");
        }

        /** Refused because of the card, at once or later; otherwise for want of stock. */
        public boolean isDeclined() {
            return status.equals("PAYMENT_DECLINED") || (status.equals("REJECTED") && payment.equals("DECLINED"));
        }
    }

    public record PaymentRow(
            String orderId,
            String status,
            long amountMinor,
            String currency,
            @Nullable String providerPaymentId) {}

    /**
     * A payment in the ledger of a provider.
     *
     * @param provider whose ledger it is in, such as {@code stripe}
     * @param orderId what its metadata names; null if it names none
     */
    public record Intent(
            String provider, String id, @Nullable String orderId, long amountMinor, String currency, String status) {

        public boolean succeeded() {
            return status.equals("succeeded");
        }
    }

    /**
     * A message in the ledger of a provider.
     *
     * @param channel by which it went, such as {@code sendgrid}
     * @param eventId of what it tells; the same in every copy
     */
    public record Message(String channel, String orderId, String template, String eventId) {}

    /** The same without what had been written before: the books of this run alone. */
    public Books since(Books before) {
        Set<String> oldIntents = before.intents.stream().map(Intent::id).collect(Collectors.toSet());
        return new Books(
                told,
                without(orders, before.orders.keySet()),
                without(payments, before.payments.keySet()),
                intents.stream()
                        .filter(intent -> !oldIntents.contains(intent.id()))
                        .toList(),
                without(reservations, before.orders.keySet()),
                without(shelves, before.orders.keySet()),
                without(allocations, before.orders.keySet()),
                messages.stream()
                        .filter(message -> !before.orders.containsKey(message.orderId()))
                        .toList());
    }

    private static <T> Map<String, T> without(Map<String, T> rows, Set<String> keys) {
        Map<String, T> rest = new HashMap<>(rows);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
