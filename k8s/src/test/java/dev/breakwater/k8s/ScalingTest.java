package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {

    @Test
    void everyServiceOutlivesTheLossOfAnInstance() throws Exception {
        assertThat(ScalingRules.violations(Overlay.PRODUCTION.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("HorizontalPodAutoscaler", "/spec", spec -> spec.put("minReplicas", 1), "may be one instance"),
                mistake("HorizontalPodAutoscaler", "/spec", spec -> spec.remove("minReplicas"), "may be one instance"),
                mistake(
                        "PodDisruptionBudget",
                        "/spec/selector/matchLabels",
                        labels -> labels.put(Manifests.NAME, "gate"),
                        "may be taken away whole"),
                mistake(
                        "Deployment",
                        "/spec/template/spec/topologySpreadConstraints/0",
                        spread -> spread.remove("matchLabelKeys"),
                        "is not spread over topology.kubernetes.io/zone"),
                mistake(
                        "Deployment",
                        "/spec/template/spec/topologySpreadConstraints/1/labelSelector/matchLabels",
                        labels -> labels.put(Manifests.NAME, "gate"),
                        "is not spread over kubernetes.io/hostname"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String kind, String pointer, Consumer<ObjectNode> change, String said) throws Exception {
        Manifests broken = Overlay.PRODUCTION.manifests().with(kind, "gateway", pointer, change);
        assertThat(ScalingRules.violations(broken)).containsExactly("gateway " + said);
    }

    private static Arguments mistake(String kind, String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(kind, pointer, change, said);
    }
}
