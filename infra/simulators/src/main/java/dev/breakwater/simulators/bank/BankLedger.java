package dev.breakwater.simulators.bank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The truth about every charge, whether or not its caller ever heard of it. An auditor's view. Thread-safe. */
public final class BankLedger {

    private final Books books;
    private final RequestLog requests;

    BankLedger(Books books, RequestLog requests) {
        this.books = books;
        this.requests = requests;
    }

    /**
     * One charge.
     *
     * @param status {@code SUCCEEDED} or {@code DECLINED}
     * @param declineCode null unless it was declined
     */
    public record Line(
            String id,
            String reference,
            long amountMinor,
            String currency,
            String status,
            long refundedMinor,
            @Nullable String declineCode) {

        /** Whether the money was taken. */
        public boolean charged() {
            return status.equals(Charge.SUCCEEDED);
        }
    }

    /** All charges, oldest first. */
    public List<Line> charges() {
        return books.all().stream()
                .map(charge -> new Line(
                        charge.id(),
                        charge.reference(),
                        charge.amountMinor(),
                        charge.currency(),
                        charge.status(),
                        charge.refundedMinor(),
                        charge.declineCode()))
                .toList();
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("charges");
        List<Charge> charges = books.all();
        charges.forEach(charge -> list.add(charge.json()));
        json.put(
                "charged",
                charges.stream().filter(charge -> charge.declineCode() == null).count());
        json.set("requests", requests.json());
        return json;
    }
}
