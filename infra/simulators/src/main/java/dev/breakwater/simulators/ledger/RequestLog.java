package dev.breakwater.simulators.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests by endpoint and by what became of them: a status, or the fault that struck. Thread-safe, never waits. */
public final class RequestLog {

    private final LongAdder total = new LongAdder();
    private final Map<String, LongAdder> byEndpoint = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> byOutcome = new ConcurrentSkipListMap<>();

    public void answered(String endpoint, int status) {
        count(endpoint, Integer.toString(status));
    }

    public void struck(String endpoint, String fault) {
        count(endpoint, "fault:" + fault);
    }

    private void count(String endpoint, String outcome) {
        total.increment();
        byEndpoint.computeIfAbsent(endpoint, name -> new LongAdder()).increment();
        byOutcome.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object().put("total", total.sum());
        ObjectNode endpoints = json.putObject("byEndpoint");
        byEndpoint.forEach((name, count) -> endpoints.put(name, count.sum()));
        ObjectNode outcomes = json.putObject("byOutcome");
        byOutcome.forEach((name, count) -> outcomes.put(name, count.sum()));
        return json;
    }
}
