package dev.breakwater.simulators.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A switch as it is at one moment.
 *
 * @param settings null if it is off
 * @param remaining until it ends by itself; null if it is off or has no end
 * @param injected calls hit since the simulator started
 * @param waiting calls in its queue that are not yet begun; null if it is a fault without a queue
 */
public record FaultState(
        Fault fault,
        @Nullable FaultSettings settings,
        @Nullable Duration remaining,
        long injected,
        @Nullable Long waiting) {

    public boolean active() {
        return settings != null;
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("name", fault.label())
                .put("description", fault.description())
                .put("active", active())
                .put("rate", settings == null ? 0.0 : settings.rate())
                .put("remainingMs", remaining == null ? null : (Long) remaining.toMillis())
                .put("injected", injected);
        if (settings != null) {
            json.put("seed", settings.seed())
                    .put("maxInjections", settings.most())
                    .put("only", settings.only());
        }
        if (waiting != null) {
            json.put("waiting", waiting);
        }
        for (Fault.Parameter parameter : fault.parameters()) {
            json.put(parameter.name(), settings == null ? parameter.standard() : settings.value(parameter));
        }
        return json;
    }
}
