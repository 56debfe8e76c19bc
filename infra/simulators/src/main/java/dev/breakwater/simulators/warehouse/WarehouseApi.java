package dev.breakwater.simulators.warehouse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.faults.Service;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Reply;
import dev.breakwater.simulators.warehouse.Shelves.Result;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v1/health}, {@code /v1/stock} and {@code /v1/allocations/{orderId}}. Thread-safe. */
final class WarehouseApi implements Service {

    private static final String HEALTH = "/v1/health";
    private static final String STOCK = "/v1/stock";
    private static final Pattern ALLOCATION = Pattern.compile("/v1/allocations/([^/]*)");
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final String warehouse;
    private final byte[] apiKey;
    private final Shelves shelves;
    private final Clock clock;

    WarehouseApi(String warehouse, String apiKey, Shelves shelves, Clock clock) {
        this.warehouse = warehouse;
        this.apiKey = apiKey.getBytes(StandardCharsets.UTF_8);
        this.shelves = shelves;
        this.clock = clock;
    }

    @Override
    public String endpoint(Call call) {
        String path = ALLOCATION.matcher(call.path()).matches() ? "/v1/allocations/{id}" : call.path();
        boolean known = path.equals("/v1/allocations/{id}") || path.equals(STOCK) || path.equals(HEALTH);
        return known ? call.method() + " " + path : "unknown";
    }

    @Override
    public Admission admit(Call call) {
        String key = call.header("x-api-key");
        if (key == null || !MessageDigest.isEqual(apiKey, key.getBytes(StandardCharsets.UTF_8))) {
            return refused(401, "UNAUTHORIZED", "The header X-Api-Key is missing or wrong");
        }
        if (call.path().equals(HEALTH)) {
            return only("GET", call, () -> Reply.json(200, named().put("status", "UP")));
        }
        if (call.path().equals(STOCK)) {
            return only("GET", call, this::stock);
        }
        Matcher allocation = ALLOCATION.matcher(call.path());
        if (!allocation.matches()) {
            return refused(404, "NOT_FOUND", "There is nothing at this path");
        }
        String orderId = allocation.group(1);
        if (!ORDER_ID.matcher(orderId).matches()) {
            return refused(400, "INVALID_REQUEST", "the order id must be like " + ORDER_ID.pattern());
        }
        return switch (call.method()) {
            case "PUT" -> allocate(orderId, call);
            case "DELETE" ->
                executed(() -> {
                    shelves.release(orderId);
                    return Reply.empty(204);
                });
            default -> notAllowed("PUT, DELETE");
        };
    }

    private Admission allocate(String orderId, Call call) {
        String type = call.header("content-type");
        if (type == null || !type.startsWith("application/json")) {
            return refused(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json");
        }
        List<Line> lines;
        try {
            lines = LinesReader.read(call.body());
        } catch (LinesReader.Refused wrong) {
            return refused(400, "INVALID_REQUEST", String.valueOf(wrong.getMessage()));
        }
        return executed(() -> answer(orderId, shelves.allocate(orderId, lines)));
    }

    private static Reply answer(String orderId, Result result) {
        if (result instanceof Result.Settled settled) {
            ObjectNode json = Json.object()
                    .put("orderId", orderId)
                    .put("status", settled.allocation().status().name());
            ArrayNode lines = json.putArray("lines");
            settled.allocation()
                    .lines()
                    .forEach(line -> lines.addObject().put("sku", line.sku()).put("quantity", line.quantity()));
            return Reply.json(200, json);
        }
        if (result instanceof Result.TooFew lack) {
            ObjectNode json = error("INSUFFICIENT_STOCK", "There are " + lack.available() + " of " + lack.sku());
            ((ObjectNode) json.get("error")).put("sku", lack.sku()).put("available", lack.available());
            return Reply.json(409, json);
        }
        return Reply.json(409, error("ALLOCATION_CONFLICT", "The order holds other lines"));
    }

    private Reply stock() {
        ObjectNode json = named().put("asOf", clock.instant().toString());
        ArrayNode list = json.putArray("stock");
        shelves.available()
                .forEach((sku, pieces) -> list.addObject().put("sku", sku).put("available", pieces));
        return Reply.json(200, json);
    }

    private ObjectNode named() {
        return Json.object().put("warehouse", warehouse);
    }

    private static Admission only(String method, Call call, Supplier<Reply> work) {
        return call.method().equals(method) ? executed(work) : notAllowed(method);
    }

    private static Admission executed(Supplier<Reply> work) {
        return new Admission.Admitted(lastTouch -> lastTouch.apply(work.get()));
    }

    private static Admission notAllowed(String allowed) {
        return new Admission.Settled(Reply.json(405, error("METHOD_NOT_ALLOWED", "Only " + allowed + " is allowed"))
                .with("Allow", allowed));
    }

    private static Admission refused(int status, String code, String message) {
        return new Admission.Settled(Reply.json(status, error(code, message)));
    }

    private static ObjectNode error(String code, String message) {
        ObjectNode json = Json.object();
        json.putObject("error").put("code", code).put("message", message);
        return json;
    }

    @Override
    public Reply unavailable() {
        return Reply.json(503, error("UNAVAILABLE", "The warehouse cannot be reached"));
    }

    @Override
    public Reply internalError() {
        return Reply.json(500, error("INTERNAL", "Something went wrong in the warehouse"));
    }

    @Override
    public Reply rateLimited(long retryAfterSeconds) {
        return Reply.json(429, error("TOO_MANY_REQUESTS", "Ask less often"))
                .with("Retry-After", Long.toString(retryAfterSeconds));
    }
}
