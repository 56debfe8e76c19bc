package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The truth about every payment intent, whether or not its caller ever heard of it. An auditor's view: it is not part of Stripe's API.
 * Thread-safe; holds the books only while it copies references.
 */
public final class StripeLedger {

    private final Books books;
    private final RequestLog requests;
    private final Webhooks webhooks;

    StripeLedger(Books books, RequestLog requests, Webhooks webhooks) {
        this.books = books;
        this.requests = requests;
        this.webhooks = webhooks;
    }

    /**
     * One payment intent.
     *
     * @param orderId from {@code metadata[order_id]}; null if it was created without
     * @param status as Stripe spells it
     * @param refundedMinor given back so far
     * @param declineCode of the last attempt; null if it did not fail
     */
    public record Line(
            String id,
            @Nullable String orderId,
            @Nullable String customer,
            long amountMinor,
            String currency,
            String status,
            Instant createdAt,
            long refundedMinor,
            @Nullable String declineCode) {

        /** Whether the money was taken. */
        public boolean charged() {
            return status.equals(PaymentIntent.Status.SUCCEEDED.label());
        }
    }

    /** All payment intents, oldest first. */
    public List<Line> paymentIntents() {
        List<Line> lines = new ArrayList<>();
        synchronized (books) {
            for (PaymentIntent intent : books.intents.oldestFirst()) {
                Charge charge = intent.latestCharge() == null
                        ? null
                        : books.charges.find(intent.latestCharge()).orElse(null);
                lines.add(line(intent, charge));
            }
        }
        return lines;
    }

    private static Line line(PaymentIntent intent, @Nullable Charge charge) {
        PaymentIntent.Terms terms = intent.terms();
        return new Line(
                intent.id(),
                terms.metadata().get("order_id"),
                terms.customer(),
                terms.amount(),
                terms.currency(),
                intent.status().label(),
                intent.created(),
                charge == null ? 0 : charge.refunded(),
                charge == null || charge.decline() == null
                        ? null
                        : charge.decline().declineCode());
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        List<Line> lines = paymentIntents();
        ObjectNode json = Json.object();
        ArrayNode intents = json.putArray("paymentIntents");
        Map<String, long[]> perOrder = new TreeMap<>();
        long charged = 0;
        for (Line line : lines) {
            intents.addObject()
                    .put("id", line.id())
                    .put("orderId", line.orderId())
                    .put("customer", line.customer())
                    .put("amountMinor", line.amountMinor())
                    .put("currency", line.currency())
                    .put("status", line.status())
                    .put("createdAt", line.createdAt().toString())
                    .put("refundedMinor", line.refundedMinor())
                    .put("declineCode", line.declineCode());
            charged += line.charged() ? 1 : 0;
            if (line.orderId() != null) {
                long[] counts = perOrder.computeIfAbsent(line.orderId(), id -> new long[2]);
                counts[0]++;
                counts[1] += line.charged() ? 1 : 0;
            }
        }
        ArrayNode orders = json.putArray("orders");
        ArrayNode twice = json.putArray("doubleCharged");
        perOrder.forEach((id, counts) -> {
            orders.addObject()
                    .put("orderId", id)
                    .put("paymentIntents", counts[0])
                    .put("charged", counts[1]);
            if (counts[1] > 1) {
                twice.add(id);
            }
        });
        json.put("charged", charged);
        json.set("requests", requests.json());
        json.set("webhooks", webhooks.json());
        return json;
    }
}
