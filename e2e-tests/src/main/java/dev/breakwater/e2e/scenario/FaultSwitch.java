package dev.breakwater.e2e.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.run.Fault;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The simulator's switch of one fault. */
final class FaultSwitch {

    private final URI simulator;
    private final Fault fault;

    FaultSwitch(URI simulator, Fault fault) {
        this.simulator = simulator;
        this.fault = fault;
    }

    /** @param settings of the switch beside its rate, which is every call */
    void on(Map<String, Long> settings) throws IOException, InterruptedException {
        Json.send("PUT", page(), settings);
    }

    void off() throws IOException, InterruptedException {
        Json.delete(page());
    }

    /** How many calls the fault has hit since the simulator started. */
    long injected() throws IOException, InterruptedException {
        for (JsonNode state : Json.get(simulator.resolve("/_sim/faults"))) {
            if (state.path("name").asText().equals(fault.label())) {
                return state.path("injected").asLong();
            }
        }
        throw new IOException("the simulator at " + simulator + " has no fault " + fault.label());
    }

    private URI page() {
        return simulator.resolve("/_sim/faults/" + fault.label());
    }
}
