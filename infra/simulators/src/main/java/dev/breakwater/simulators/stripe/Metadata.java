package dev.breakwater.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.simulators.http.Json;
import java.util.Map;
import java.util.TreeMap;

/** Renders what callers attach to objects. */
final class Metadata {

    private Metadata() {}

    static ObjectNode json(Map<String, String> metadata) {
        ObjectNode json = Json.object();
        new TreeMap<>(metadata).forEach(json::put);
        return json;
    }
}
