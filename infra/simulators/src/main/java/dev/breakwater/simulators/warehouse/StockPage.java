package dev.breakwater.simulators.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.simulators.admin.Problem;
import dev.breakwater.simulators.http.Call;
import dev.breakwater.simulators.http.Exchange;
import dev.breakwater.simulators.http.Json;
import dev.breakwater.simulators.http.Outcome;
import dev.breakwater.simulators.http.Reply;
import java.util.List;
import java.util.Optional;

/** {@code PUT /_sim/stock/{sku}} with {@code {"available": n}}: stages a shortage or its end. Everything else goes on. Thread-safe. */
final class StockPage implements Exchange {

    private static final String PAGE = "/_sim/stock/";
    private static final long MOST = 1_000_000_000;
    private static final String RANGE = "0 to " + MOST;

    private final Shelves shelves;
    private final Exchange next;

    StockPage(Shelves shelves, Exchange next) {
        this.shelves = shelves;
        this.next = next;
    }

    @Override
    public Outcome answer(Call call) {
        return call.path().startsWith(PAGE) ? new Outcome.Answered(set(call)) : next.answer(call);
    }

    private Reply set(Call call) {
        String sku = call.path().substring(PAGE.length());
        if (!call.method().equals("PUT")) {
            return Problem.of(405, "method-not-allowed", "Method not allowed", "Only PUT is allowed here.", call.path())
                    .with("Allow", "PUT");
        }
        if (!LinesReader.SKU.matcher(sku).matches()) {
            return Problem.invalid(
                    call.path(),
                    List.of(new Problem.FieldError("sku", sku, LinesReader.SKU.pattern(), "sku is no product's name")));
        }
        Optional<JsonNode> body = Json.parse(call.body());
        JsonNode pieces = body.map(json -> json.path("available")).orElse(Json.object());
        boolean fits = pieces.isIntegralNumber()
                && pieces.canConvertToLong()
                && pieces.asLong() >= 0
                && pieces.asLong() <= MOST;
        if (!fits || body.orElseThrow().size() != 1) {
            return Problem.invalid(
                    call.path(),
                    List.of(new Problem.FieldError(
                            "available",
                            pieces.toString(),
                            RANGE,
                            "the body must be {\"available\": n}, a whole number, " + RANGE)));
        }
        shelves.set(sku, pieces.asLong());
        return Reply.json(200, Json.object().put("sku", sku).put("available", pieces.asLong()));
    }
}
