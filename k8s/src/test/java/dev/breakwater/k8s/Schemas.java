package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the API server would say of an object: of unknown fields, missing ones and those of a wrong type. */
final class Schemas {

    private static final List<String> FILES = List.of("kubernetes-1.34.json", "external-secret-v1.json");

    /** By version and kind, such as {@code apps/v1 Deployment}. */
    private final Map<String, Schema> kinds = new HashMap<>();

    Schemas() {
        Map<String, JsonNode> files = new HashMap<>();
        FILES.stream().map(Schemas::read).forEach(file -> files.put(id(file), file));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(
                        id -> Objects.requireNonNull(files.get(id)).toString()));
        files.forEach((id, file) -> file.path("$defs").properties().forEach(definition -> {
            JsonNode properties = definition.getValue().path("properties");
            String kind = properties.path("kind").path("enum").path(0).asText();
            if (!kind.isEmpty()) {
                kinds.put(
                        properties.path("apiVersion").path("enum").path(0).asText() + " " + kind,
                        registry.getSchema(SchemaLocation.of(id + "#/$defs/" + definition.getKey())));
            }
        }));
    }

    List<String> violations(Manifests manifests) {
        List<String> violations = new ArrayList<>();
        for (JsonNode object : manifests.objects()) {
            String kind = object.path("apiVersion").asText() + " "
                    + object.path("kind").asText();
            Schema schema = kinds.get(kind);
            if (schema == null) {
                violations.add("no schema of " + kind);
            } else {
                schema.validate(object).forEach(error -> violations.add(Manifests.describe(object) + ": " + error));
            }
        }
        return violations;
    }

    private static String id(JsonNode file) {
        return file.path("$id").asText();
    }

    private static JsonNode read(String name) {
        try (InputStream file = Objects.requireNonNull(Schemas.class.getResourceAsStream(name), name)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
