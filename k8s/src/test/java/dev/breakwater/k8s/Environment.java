package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a container is given. */
final class Environment {

    /** In place of a value that is in no manifest, but in the store of the ExternalSecrets. */
    static final String UNKNOWN = "";

    private final Manifests manifests;
    private final Map<String, String> variables = new TreeMap<>();

    private Environment(Manifests manifests) {
        this.manifests = manifests;
    }

    static Map<String, String> of(JsonNode container, Manifests manifests) {
        Environment environment = new Environment(manifests);
        Manifests.each(container.path("envFrom")).forEach(source -> {
            environment.configMap(source.at("/configMapRef/name").asText());
            environment.secret(source.at("/secretRef/name").asText());
        });
        Manifests.each(container.path("env"))
                .forEach(variable -> environment.variables.put(
                        variable.path("name").asText(), variable.path("value").asText(UNKNOWN)));
        return environment.variables;
    }

    private void configMap(String name) {
        manifests
                .find("ConfigMap", name)
                .ifPresent(map -> map.path("data")
                        .properties()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().asText())));
    }

    private void secret(String name) {
        manifests
                .find("Secret", name)
                .ifPresent(secret -> secret.path("data")
                        .properties()
                        .forEach(entry -> variables.put(
                                entry.getKey(), decoded(entry.getValue().asText()))));
        manifests
                .find("ExternalSecret", name)
                .ifPresent(secret -> Manifests.each(secret.at("/spec/data"))
                        .forEach(entry -> variables.put(entry.path("secretKey").asText(), UNKNOWN)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
