package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final Schemas SCHEMAS = new Schemas();
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @ParameterizedTest
    @EnumSource
    void everyObjectIsWhatTheApiTakes(Overlay overlay) throws Exception {
        assertThat(overlay.manifests().objects()).isNotEmpty();
        assertThat(SCHEMAS.violations(overlay.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "Deployment",
                        "gateway",
                        CONTAINER,
                        at -> at.put("imagePullPolice", "Always"),
                        "imagePullPolice"),
                mistake(
                        "Deployment",
                        "gateway",
                        CONTAINER + "/startupProbe",
                        at -> at.put("periodSeconds", "3"),
                        "integer"),
                mistake("Deployment", "gateway", CONTAINER, at -> at.remove("name"), "name"),
                mistake("Deployment", "gateway", "/spec", at -> at.remove("selector"), "selector"),
                mistake("Service", "gateway", "/spec/ports/0", at -> at.put("port", "http"), "integer"),
                mistake("NetworkPolicy", "gateway", "/spec", at -> at.put("policyType", "Egress"), "policyType"),
                mistake("Ingress", "gateway", "/spec/rules/0/http/paths/0", at -> at.remove("pathType"), "pathType"),
                mistake("HorizontalPodAutoscaler", "gateway", "/spec", at -> at.put("maxReplicas", 2.5), "integer"),
                mistake("PodDisruptionBudget", "gateway", "/spec", at -> at.put("maxAvailable", 1), "maxAvailable"),
                mistake(
                        "ExternalSecret",
                        "stripe",
                        "/spec",
                        at -> at.put("refreshIntervall", "1h"),
                        "refreshIntervall"),
                mistake("ExternalSecret", "stripe", "/spec/data/0", at -> at.remove("remoteRef"), "remoteRef"),
                mistake("ConfigMap", "config-repo", "/data", at -> at.put("number", 8080), "string"),
                mistake("Namespace", "breakwater", "", at -> at.put("kind", "Namspace"), "no schema of v1 Namspace"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String kind, String name, String pointer, Consumer<ObjectNode> change, String said)
            throws Exception {
        Manifests broken = Overlay.PRODUCTION.manifests().with(kind, name, pointer, change);
        assertThat(SCHEMAS.violations(broken))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains(said));
    }

    @Test
    void aNumberIsNoValueOfASecret() throws Exception {
        Manifests broken = Overlay.LOCAL.manifests().with("Secret", "quotes", "/data", at -> at.put("number", 1));
        assertThat(SCHEMAS.violations(broken)).hasSize(1);
    }

    private static Arguments mistake(
            String kind, String name, String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(kind, name, pointer, change, said);
    }
}
