package dev.breakwater.simulators.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code {"lines":[{"sku","quantity"}]}} and refuses everything else. */
final class LinesReader {

    static final Pattern SKU = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,39}");
    private static final int MOST_LINES = 50;
    private static final long MOST_PIECES = 10_000;

    /** The body breaks a rule; the message names it. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private LinesReader() {}

    /** Each product once, sorted by name. */
    static List<Line> read(byte[] body) throws Refused {
        Optional<JsonNode> json = Json.parse(body);
        if (json.isEmpty() || !(json.get() instanceof ObjectNode object)) {
            throw new Refused("the body must be one JSON object");
        }
        only(object, Set.of("lines"), "");
        if (!(object.get("lines") instanceof ArrayNode array) || array.isEmpty() || array.size() > MOST_LINES) {
            throw new Refused("lines must be an array of 1 to " + MOST_LINES + " objects");
        }
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            Line line = line(array.get(i), "lines[" + i + "]");
            if (!seen.add(line.sku())) {
                throw new Refused("lines[" + i + "].sku is listed twice");
            }
            lines.add(line);
        }
        lines.sort(Comparator.comparing(Line::sku));
        return lines;
    }

    private static Line line(JsonNode node, String path) throws Refused {
        if (!(node instanceof ObjectNode line)) {
            throw new Refused(path + " must be an object");
        }
        only(line, Set.of("sku", "quantity"), path + ".");
        JsonNode sku = line.get("sku");
        if (sku == null || !sku.isTextual() || !SKU.matcher(sku.asText()).matches()) {
            throw new Refused(path + ".sku must be a string like " + SKU.pattern());
        }
        JsonNode quantity = line.get("quantity");
        if (quantity == null
                || !quantity.isIntegralNumber()
                || !quantity.canConvertToLong()
                || quantity.asLong() < 1
                || quantity.asLong() > MOST_PIECES) {
            throw new Refused(path + ".quantity must be a whole number, 1 to " + MOST_PIECES);
        }
        return new Line(sku.asText(), quantity.asLong());
    }

    private static void only(ObjectNode object, Set<String> known, String path) throws Refused {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new Refused(path + name + " is not a known field");
            }
        }
    }
}
