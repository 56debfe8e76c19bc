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

class ReferenceTest {

    @ParameterizedTest
    @EnumSource
    void whateverIsReferredToIsThere(Overlay overlay) throws Exception {
        assertThat(ReferenceRules.violations(overlay.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("Service", "user-service", "/spec/selector", at -> at.put(Manifests.NAME, "users"), "no pod"),
                mistake("Service", "user-service", "/spec", at -> at.remove("selector"), "no pod"),
                mistake("Service", "gateway", "/spec/ports/0", at -> at.put("targetPort", 8081), "port 8081"),
                mistake(
                        "Ingress",
                        "gateway",
                        "/spec/rules/0/http/paths/0/backend/service/port",
                        at -> at.put("name", "https"),
                        "leads to no Service"),
                mistake(
                        "HorizontalPodAutoscaler",
                        "gateway",
                        "/spec/scaleTargetRef",
                        at -> at.put("name", "gate"),
                        "scales nothing"),
                mistake("Deployment", "gateway", "/spec", at -> at.put("replicas", 2), "undone"),
                mistake(
                        "PodDisruptionBudget",
                        "gateway",
                        "/spec/selector/matchLabels",
                        at -> at.put(Manifests.NAME, "gate"),
                        "no pod"),
                mistake(
                        "NetworkPolicy",
                        "gateway",
                        "/spec/podSelector/matchLabels",
                        at -> at.put(Manifests.NAME, "gate"),
                        "no pod"),
                mistake(
                        "Deployment",
                        "gateway",
                        "/spec/template/metadata/labels",
                        at -> at.put(Manifests.NAME, "gate"),
                        "own pods"),
                mistake(
                        "Deployment",
                        "gateway",
                        "/spec/template/spec/containers/0/envFrom/0/configMapRef",
                        at -> at.put("name", "every"),
                        "no ConfigMap every"),
                mistake(
                        "Deployment",
                        "gateway",
                        "/spec/template/spec/containers/0/envFrom/2/secretRef",
                        at -> at.put("name", "token"),
                        "no Secret token"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String kind, String name, String pointer, Consumer<ObjectNode> change, String said)
            throws Exception {
        Manifests broken = Overlay.PRODUCTION.manifests().with(kind, name, pointer, change);
        assertThat(ReferenceRules.violations(broken))
                .isNotEmpty()
                .anySatisfy(violation -> assertThat(violation).contains(said));
    }

    @Test
    void aKeyThatNoSecretHasIsFound() throws Exception {
        Manifests broken = Overlay.LOCAL
                .manifests()
                .with(
                        "StatefulSet",
                        "rabbitmq",
                        "/spec/template/spec/containers/0/env/1/valueFrom/secretKeyRef",
                        reference -> reference.put("key", "PASSWORD"));
        assertThat(ReferenceRules.violations(broken))
                .containsExactly("StatefulSet rabbitmq takes PASSWORD, which Secret rabbitmq has not");
    }

    private static Arguments mistake(
            String kind, String name, String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(kind, name, pointer, change, said);
    }
}
