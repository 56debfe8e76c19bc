package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What makes pods. */
record Workload(JsonNode object) {

    String name() {
        return Manifests.name(object);
    }

    boolean isService() {
        return label(Manifests.COMPONENT).equals("service");
    }

    JsonNode template() {
        return object.path("spec").path("template");
    }

    JsonNode pod() {
        return template().path("spec");
    }

    JsonNode labels() {
        return template().path("metadata").path("labels");
    }

    String label(String key) {
        return labels().path(key).asText();
    }

    /** All containers, those that run before the others included. */
    Stream<JsonNode> containers() {
        return Stream.of("initContainers", "containers").flatMap(list -> Manifests.each(pod().path(list)));
    }

    /** Those that run as long as the pod does, sidecars included. */
    Stream<JsonNode> lasting() {
        return Stream.concat(
                Manifests.each(pod().path("initContainers"))
                        .filter(container ->
                                container.path("restartPolicy").asText().equals("Always")),
                Manifests.each(pod().path("containers")));
    }

    /** The files that it has from ConfigMaps. */
    Stream<JsonNode> mounted(Manifests manifests) {
        return Manifests.each(pod().path("volumes"))
                .map(volume -> volume.at("/configMap/name").asText())
                .flatMap(name -> manifests.find("ConfigMap", name).stream())
                .map(map -> map.path("data"));
    }

    boolean isSelectedBy(JsonNode selector) {
        return Selectors.match(selector, labels());
    }
}
