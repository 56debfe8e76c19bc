package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What one object says of another: that it is there, and is what it is taken for. */
final class ReferenceRules {

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private ReferenceRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) {
        ReferenceRules rules = new ReferenceRules(manifests);
        manifests.all("Service").forEach(rules::service);
        manifests.all("Ingress").forEach(rules::ingress);
        manifests.all("HorizontalPodAutoscaler").forEach(rules::autoscaler);
        Stream.of("PodDisruptionBudget", "NetworkPolicy")
                .flatMap(manifests::all)
                .forEach(rules::selector);
        manifests.workloads().forEach(rules::workload);
        return rules.violations;
    }

    private void service(JsonNode service) {
        JsonNode selector = service.at("/spec/selector");
        List<Workload> selected = manifests
                .workloads()
                .filter(workload -> !selector.isEmpty() && Selectors.matchLabels(selector, workload.labels()))
                .toList();
        require(service, "selects no pod", !selected.isEmpty());
        Manifests.each(service.at("/spec/ports"))
                .forEach(port -> selected.forEach(workload -> require(
                        service,
                        "sends to port " + port.path("targetPort").asText() + ", which " + workload.name() + " has not",
                        Ports.of(workload, port.path("targetPort")).isPresent())));
    }

    private void ingress(JsonNode ingress) {
        Manifests.each(ingress.at("/spec/rules"))
                .flatMap(rule -> Manifests.each(rule.at("/http/paths")))
                .map(path -> path.at("/backend/service"))
                .forEach(backend -> require(
                        ingress,
                        "leads to no Service",
                        manifests
                                .find("Service", backend.path("name").asText())
                                .filter(service -> Manifests.each(service.at("/spec/ports"))
                                        .anyMatch(port -> port.path("name")
                                                .equals(backend.path("port").path("name"))))
                                .isPresent()));
    }

    private void autoscaler(JsonNode autoscaler) {
        JsonNode target = autoscaler.at("/spec/scaleTargetRef");
        JsonNode scaled = manifests
                .find(target.path("kind").asText(), target.path("name").asText())
                .orElse(null);
        require(autoscaler, "scales nothing", scaled != null);
        require(
                autoscaler,
                "is undone by each apply, which sets replicas",
                scaled == null || scaled.at("/spec/replicas").isMissingNode());
    }

    /** Of what selects pods by a selector of its own; the default-deny selects all. */
    private void selector(JsonNode object) {
        JsonNode spec = object.path("spec");
        JsonNode selector = spec.path(spec.has("podSelector") ? "podSelector" : "selector");
        require(object, "selects no pod", manifests.workloads().anyMatch(workload -> workload.isSelectedBy(selector)));
    }

    private void workload(Workload workload) {
        JsonNode object = workload.object();
        require(
                object,
                "does not select its own pods",
                workload.isSelectedBy(object.path("spec").path("selector")));
        JsonNode serviceName = object.at("/spec/serviceName");
        require(
                object,
                "names its pods after no Service",
                serviceName.isMissingNode()
                        || manifests.find("Service", serviceName.asText()).isPresent());
        Manifests.each(workload.pod().path("volumes")).forEach(volume -> {
            String configMap = volume.at("/configMap/name").asText();
            String secret = volume.at("/secret/secretName").asText();
            require(object, "mounts no ConfigMap " + configMap, configMap.isEmpty() || isConfigMap(configMap));
            require(object, "mounts no Secret " + secret, secret.isEmpty() || isSecret(secret));
        });
        workload.containers()
                .flatMap(container -> Manifests.each(container.path("envFrom")))
                .forEach(source -> {
                    String configMap = source.at("/configMapRef/name").asText();
                    String secret = source.at("/secretRef/name").asText();
                    require(object, "reads no ConfigMap " + configMap, configMap.isEmpty() || isConfigMap(configMap));
                    require(object, "reads no Secret " + secret, secret.isEmpty() || isSecret(secret));
                });
        workload.containers()
                .flatMap(container -> Manifests.each(container.path("env")))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(reference -> !reference.isMissingNode())
                .forEach(reference -> require(
                        object,
                        "takes " + reference.path("key").asText() + ", which Secret "
                                + reference.path("name").asText() + " has not",
                        manifests
                                .find("Secret", reference.path("name").asText())
                                .filter(secret -> secret.path("data")
                                        .has(reference.path("key").asText()))
                                .isPresent()));
    }

    private boolean isConfigMap(String name) {
        return manifests.find("ConfigMap", name).isPresent();
    }

    private boolean isSecret(String name) {
        return Stream.of("Secret", "ExternalSecret")
                .anyMatch(kind -> manifests.find(kind, name).isPresent());
    }

    private void require(JsonNode object, String otherwise, boolean holds) {
        if (!holds) {
            violations.add(Manifests.describe(object) + " " + otherwise);
        }
    }
}
