package dev.breakwater.simulators.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Fault;
import dev.breakwater.simulators.faults.FaultSettings;
import dev.breakwater.simulators.faults.Faults;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /_sim/faults}, {@code /_sim/ledger}, its counts alone as {@code /_sim/requests}, and the readiness page of one simulator. Thread-safe. */
public final class AdminApi {

    private static final String FAULTS = "/_sim/faults";
    private static final String REQUESTS = "/_sim/requests";
    private static final List<String> HEALTH =
            List.of("/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness");

    private final Faults faults;
    private final Supplier<ObjectNode> ledger;

    /** @param ledger called at each reading, by any thread; has the counts of {@code RequestLog} under {@code requests} */
    public AdminApi(Faults faults, Supplier<ObjectNode> ledger) {
        this.faults = faults;
        this.ledger = ledger;
    }

    /** Whether this path is one of the simulator's own. */
    public boolean owns(String path) {
        return path.startsWith("/_sim") || path.startsWith("/actuator");
    }

    public Reply answer(Call call) {
        String path = call.path();
        if (HEALTH.contains(path)) {
            return only("GET", call, () -> Reply.json(200, Json.object().put("status", "UP")));
        }
        if (path.equals("/_sim/ledger")) {
            return only("GET", call, () -> Reply.json(200, ledger.get()));
        }
        if (path.equals(REQUESTS)) { // for who asks twice a second: a ledger grows long
            return only("GET", call, () -> Reply.json(200, ledger.get().path("requests")));
        }
        if (path.equals(FAULTS)) {
            return switch (call.method()) {
                case "GET" -> states();
                case "DELETE" -> {
                    faults.allOff();
                    yield Reply.empty(204);
                }
                default -> methodNotAllowed(call, "GET, DELETE");
            };
        }
        if (path.startsWith(FAULTS + "/")) {
            return oneFault(call, path.substring(FAULTS.length() + 1));
        }
        return Problem.notFound(
                "There is no page " + path + ".",
                path,
                List.of(FAULTS, "/_sim/ledger", REQUESTS, "/actuator/health/readiness"));
    }

    private Reply oneFault(Call call, String name) {
        Optional<Fault> fault = Fault.named(name);
        if (fault.isEmpty()) {
            List<String> names = Arrays.stream(Fault.values()).map(Fault::label).toList();
            return Problem.notFound(
                    "There is no fault '" + name + "'; there are " + String.join(", ", names) + ".",
                    call.path(),
                    names);
        }
        return switch (call.method()) {
            case "GET" -> Reply.json(200, faults.state(fault.get()).json());
            case "PUT" -> switchOn(fault.get(), call);
            case "DELETE" -> {
                faults.off(fault.get());
                yield Reply.empty(204);
            }
            default -> methodNotAllowed(call, "GET, PUT, DELETE");
        };
    }

    private Reply switchOn(Fault fault, Call call) {
        Optional<JsonNode> body = call.body().length == 0 ? Optional.of(Json.object()) : Json.parse(call.body());
        if (body.isEmpty() || !(body.get() instanceof ObjectNode json)) {
            return Problem.of(
                    400, "malformed-request", "Malformed request", "The body must be one JSON object.", call.path());
        }
        SettingsReader reader = new SettingsReader(fault, faults.parts());
        FaultSettings settings = reader.read(json);
        if (!reader.errors().isEmpty()) {
            return Problem.invalid(call.path(), reader.errors());
        }
        faults.on(fault, settings);
        return Reply.json(200, faults.state(fault).json());
    }

    private Reply states() {
        var list = Json.array();
        faults.states().forEach(state -> list.add(state.json()));
        return Reply.json(200, list);
    }

    private static Reply only(String method, Call call, Supplier<Reply> page) {
        return call.method().equals(method) ? page.get() : methodNotAllowed(call, method);
    }

    private static Reply methodNotAllowed(Call call, String allowed) {
        return Problem.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        call.method() + " is not allowed here, only " + allowed + ".",
                        call.path())
                .with("Allow", allowed);
    }
}
