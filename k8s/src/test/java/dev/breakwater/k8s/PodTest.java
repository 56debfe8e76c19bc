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

class PodTest {

    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @ParameterizedTest
    @EnumSource
    void everyPodIsRestrictedProbedAndBounded(Overlay overlay) throws Exception {
        assertThat(overlay.manifests().workloads()).isNotEmpty();
        assertThat(PodRules.violations(overlay.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(POD + "/securityContext", at -> at.remove("runAsNonRoot"), "is not root"),
                mistake(POD + "/securityContext", at -> at.put("runAsUser", 0), "no user of its own"),
                mistake(POD + "/securityContext", at -> at.remove("seccompProfile"), "any system call"),
                mistake(POD, at -> at.remove("automountServiceAccountToken"), "token"),
                mistake(POD, at -> at.put("enableServiceLinks", true), "addresses"),
                mistake(POD, at -> at.put("hostNetwork", true), "hostNetwork"),
                mistake(POD + "/volumes/0", at -> at.putObject("hostPath").put("path", "/"), "hostPath"),
                mistake(CONTAINER + "/securityContext", at -> at.remove("allowPrivilegeEscalation"), "gain"),
                mistake(CONTAINER + "/securityContext", at -> at.put("privileged", true), "privileged"),
                mistake(CONTAINER + "/securityContext", at -> at.remove("readOnlyRootFilesystem"), "write"),
                mistake(CONTAINER + "/securityContext", at -> at.remove("capabilities"), "capabilities"),
                mistake(CONTAINER + "/resources", at -> at.remove("limits"), "/limits/memory"),
                mistake(CONTAINER + "/resources/requests", at -> at.remove("cpu"), "/requests/cpu"),
                mistake(CONTAINER, at -> at.put("image", "breakwater/order-service"), "no version"),
                mistake(CONTAINER, at -> at.put("image", "registry:5000/order-service"), "no version"),
                mistake(CONTAINER, at -> at.remove("livenessProbe"), "livenessProbe"),
                mistake(POD + "/initContainers/0", at -> at.remove("readinessProbe"), "envoy has no readinessProbe"),
                mistake(CONTAINER + "/livenessProbe/httpGet", at -> at.put("path", "/actuator/health"), "everything"),
                mistake(
                        CONTAINER + "/livenessProbe/httpGet",
                        at -> at.put("path", "/actuator/health/readiness"),
                        "restarted"),
                mistake(
                        CONTAINER + "/readinessProbe/httpGet",
                        at -> at.put("path", "/actuator/health/liveness"),
                        "wants none"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String pointer, Consumer<ObjectNode> change, String said) throws Exception {
        Manifests broken = Overlay.PRODUCTION.manifests().with("Deployment", "order-service", pointer, change);
        assertThat(PodRules.violations(broken))
                .isNotEmpty()
                .anySatisfy(violation ->
                        assertThat(violation).startsWith("order-service").contains(said));
    }

    @Test
    void theNamespaceLetsNothingElseIn() throws Exception {
        assertThat(Overlay.PRODUCTION
                        .manifests()
                        .find("Namespace", "breakwater")
                        .orElseThrow()
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    private static Arguments mistake(String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(pointer, change, said);
    }
}
