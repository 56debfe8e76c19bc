package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShutdownTest {

    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @ParameterizedTest
    @EnumSource
    void everyServiceMayFinishWhatItHasBegun(Overlay overlay) throws Exception {
        assertThat(ShutdownRules.violations(overlay.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        POD,
                        pod -> pod.put("terminationGracePeriodSeconds", 54),
                        "killed after PT54S, but may need PT55S"),
                mistake(POD, pod -> pod.remove("terminationGracePeriodSeconds"), "killed after PT30S"),
                mistake(CONTAINER, app -> app.remove("lifecycle"), "ends while it is still sent requests"),
                mistake(
                        CONTAINER,
                        app -> app.withArray("env")
                                .addObject()
                                .put("name", "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE")
                                .put("value", "15s"),
                        "gives what it has begun PT15S, which may take PT15S"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String pointer, Consumer<ObjectNode> change, String said) throws Exception {
        Manifests broken = Overlay.PRODUCTION.manifests().with("Deployment", "warehouse-service", pointer, change);
        assertThat(ShutdownRules.violations(broken)).singleElement().asString().contains(said);
    }

    private static Arguments mistake(String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(pointer, change, said);
    }
}
