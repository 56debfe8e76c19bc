package dev.breakwater.e2e.breakers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the services for their breakers and remembers what they said, over their restarts. Thread-safe. */
public final class BreakerWatch {

    /**
     * A breaker and what it did.
     *
     * @param calls that came to it since this watch first read it
     */
    public record Seen(String service, String name, BreakerState now, Calls calls, List<Transition> transitions) {}

    private final Map<String, URI> services;
    private final Map<String, Map<String, BreakerHistory>> histories = new LinkedHashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();

    /**
     * Makes a watch that has seen nothing yet.
     *
     * @param services base URLs of the actuators of the services, by service
     */
    public BreakerWatch(Map<String, URI> services) {
        this.services = new LinkedHashMap<>(services);
    }

    /** Reads every service once; one that does not answer is read the next time. */
    public void poll() throws InterruptedException {
        for (Map.Entry<String, URI> service : services.entrySet()) {
            int life = life(service.getKey());
            JsonNode page;
            try {
                page = Json.quick(service.getValue().resolve("/actuator/breakers"));
            } catch (IOException away) {
                continue;
            }
            read(service.getKey(), life, page);
        }
    }

    /** A service has been killed, which ends the lives of its breakers. */
    public synchronized void died(String service, Instant at) {
        lives.merge(service, 1, Integer::sum);
        histories
                .getOrDefault(service, Map.of())
                .values()
                .forEach(breaker -> breaker.died(at, service + " was killed"));
    }

    /** Every breaker with what it did from a moment on, by service and name. */
    public synchronized List<Seen> since(Instant moment) {
        List<Seen> seen = new ArrayList<>();
        histories.forEach((service, breakers) -> breakers.forEach((name, breaker) ->
                seen.add(new Seen(service, name, breaker.state(), breaker.calls(), breaker.since(moment)))));
        return seen;
    }

    /** The state of one breaker as last read; closed if it was never seen. */
    public synchronized BreakerState state(String service, String breaker) {
        BreakerHistory history = histories.getOrDefault(service, Map.of()).get(breaker);
        return history == null ? BreakerState.CLOSED : history.state();
    }

    private synchronized int life(String service) {
        return lives.getOrDefault(service, 0);
    }

    private synchronized void read(String service, int life, JsonNode page) {
        if (life != lives.getOrDefault(service, 0)) {
            return; // it was killed while it answered
        }
        Map<String, BreakerHistory> breakers = histories.computeIfAbsent(service, name -> new TreeMap<>());
        for (JsonNode breaker : page.path("breakers")) {
            List<Transition> transitions = new ArrayList<>();
            for (JsonNode step : breaker.path("transitions")) {
                transitions.add(Transition.step(
                        Instant.parse(step.path("at").asText()),
                        BreakerState.named(step.path("from").asText()),
                        BreakerState.named(step.path("to").asText()),
                        step.path("cause").asText()));
            }
            breakers.computeIfAbsent(breaker.path("name").asText(), name -> new BreakerHistory())
                    .read(
                            BreakerState.named(breaker.path("state").asText()),
                            calls(breaker.path("calls")),
                            transitions);
        }
    }

    private static Calls calls(JsonNode calls) {
        return new Calls(
                calls.path("asked").asLong(),
                calls.path("succeeded").asLong(),
                calls.path("failed").asLong(),
                calls.path("rejected").asLong());
    }
}
