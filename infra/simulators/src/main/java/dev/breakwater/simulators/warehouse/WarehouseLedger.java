package dev.breakwater.simulators.warehouse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.ledger.RequestLog;
import java.util.List;
import java.util.Map;

/** The truth about stock and allocations, whether or not their callers ever heard of it. Thread-safe. */
public final class WarehouseLedger {

    private final String warehouse;
    private final Shelves shelves;
    private final RequestLog requests;

    WarehouseLedger(String warehouse, Shelves shelves, RequestLog requests) {
        this.warehouse = warehouse;
        this.shelves = shelves;
        this.requests = requests;
    }

    /** Pieces that are free, by product. */
    public Map<String, Long> available() {
        return shelves.available();
    }

    /** Every order that was ever allocated or released here, oldest first. */
    public List<Allocation> allocations() {
        return shelves.allocations();
    }

    /** Pieces of the product that orders hold. */
    public long allocated(String sku) {
        return allocations().stream()
                .filter(each -> each.status() == Allocation.Status.ALLOCATED)
                .flatMap(each -> each.lines().stream())
                .filter(line -> line.sku().equals(sku))
                .mapToLong(Line::quantity)
                .sum();
    }

    /** The page {@code /_sim/ledger}. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("warehouse", warehouse);
        ArrayNode stock = json.putArray("stock");
        available()
                .forEach((sku, pieces) -> stock.addObject()
                        .put("sku", sku)
                        .put("available", pieces)
                        .put("allocated", allocated(sku)));
        ArrayNode list = json.putArray("allocations");
        for (Allocation each : allocations()) {
            ObjectNode one = list.addObject()
                    .put("orderId", each.orderId())
                    .put("status", each.status().name())
                    .put("at", each.at().toString());
            ArrayNode lines = one.putArray("lines");
            each.lines()
                    .forEach(line -> lines.addObject().put("sku", line.sku()).put("quantity", line.quantity()));
        }
        json.set("requests", requests.json());
        return json;
    }
}
