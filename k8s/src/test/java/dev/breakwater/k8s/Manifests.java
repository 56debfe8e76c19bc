package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The objects of an overlay, as they would be sent to a cluster. */
record Manifests(List<JsonNode> objects) {

    static final String NAME = "app.kubernetes.io/name";
    static final String COMPONENT = "app.kubernetes.io/component";

    static Manifests parse(String yaml) {
        return new Manifests(Yaml.documents(yaml));
    }

    Manifests and(Manifests others) {
        return new Manifests(
                Stream.concat(objects.stream(), others.objects.stream()).toList());
    }

    /** These with one of them changed, at a place in it. */
    Manifests with(String kind, String name, String pointer, Consumer<ObjectNode> change) {
        List<JsonNode> copies =
                objects.stream().map(JsonNode::<JsonNode>deepCopy).toList();
        JsonNode place = new Manifests(copies)
                .find(kind, name)
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " " + name))
                .at(pointer);
        change.accept((ObjectNode) place);
        return new Manifests(copies);
    }

    Stream<JsonNode> all(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    Optional<JsonNode> find(String kind, String name) {
        return all(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    Stream<Workload> workloads() {
        return Stream.of("Deployment", "StatefulSet").flatMap(this::all).map(Workload::new);
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static String describe(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Stream<String> texts(JsonNode array) {
        return each(array).map(JsonNode::asText);
    }
}
