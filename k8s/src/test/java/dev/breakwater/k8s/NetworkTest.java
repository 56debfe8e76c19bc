package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    @ParameterizedTest
    @EnumSource
    void everybodyReachesWhomTheyHaveAnAddressOfAndNobodyElse(Overlay overlay) throws Exception {
        assertThat(NetworkRules.violations(overlay.manifests())).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "gateway",
                        "/spec",
                        spec -> spec.remove("egress"),
                        "gateway -> user-service:8081 is not let out"),
                mistake(
                        "user-service",
                        "/spec/ingress/0/from/0/podSelector/matchLabels",
                        labels -> labels.put(Manifests.NAME, "inventory-service"),
                        "gateway -> user-service:8081 is not let in"),
                mistake(
                        "user-service",
                        "/spec/ingress/0/from/0/podSelector/matchLabels",
                        labels -> labels.put(Manifests.NAME, "inventory-service"),
                        "inventory-service -> user-service:8081 is allowed, and nobody has such an address"),
                mistake(
                        "order-service",
                        "/spec/egress/3/ports/0",
                        port -> port.put("port", 8088),
                        "order-service -> inventory-service:8086 is not let out"), // by way of Envoy
                mistake(
                        "to-user-db",
                        "/spec/egress/0",
                        rule -> rule.remove("ports"),
                        "user-service -> user-db:0 is allowed, and nobody has such an address"),
                mistake(
                        "into-kafka",
                        "/spec/podSelector/matchLabels",
                        labels -> labels.put(Manifests.NAME, "redis"),
                        "kafka -> kafka:9092 is not let in"),
                mistake("default-deny", "/spec", spec -> spec.putArray("egress").addObject(), "what no policy names"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsFound(String policy, String pointer, Consumer<ObjectNode> change, String said) throws Exception {
        Manifests broken = Overlay.LOCAL.manifests().with("NetworkPolicy", policy, pointer, change);
        assertThat(NetworkRules.violations(broken))
                .isNotEmpty()
                .anySatisfy(violation -> assertThat(violation).contains(said));
    }

    @Test
    void aWayOutOfTheClusterThatNobodyNeedsIsFound() throws Exception {
        Manifests broken = Overlay.PRODUCTION
                .manifests()
                .with("NetworkPolicy", "to-memcached", "/spec/egress/0/ports/0", port -> port.put("port", 22));
        assertThat(NetworkRules.violations(broken))
                .containsExactlyInAnyOrder(
                        "order-service -> outside:11211 is not let out",
                        "order-service -> outside:22 is allowed, and nobody has such an address");
    }

    @Test
    void oneAddressForAllThatEnvoyCallsIsFound() throws Exception {
        Manifests broken = Overlay.PRODUCTION
                .manifests()
                .with("Service", "inventory-service", "/spec", spec -> spec.remove("clusterIP"));
        assertThat(NetworkRules.violations(broken)).containsExactly("Envoy sees one address of inventory-service");
    }

    @Test
    void theReadmeNamesEveryEdgeBetweenServices() throws Exception {
        Set<String> services =
                Overlay.PRODUCTION.manifests().workloads().map(Workload::name).collect(Collectors.toSet());
        Set<String> edges = NetworkRules.needed(Overlay.PRODUCTION.manifests()).stream()
                .filter(edge ->
                        services.contains(edge.callee()) && !edge.callee().equals("config-server"))
                .map(edge -> "| `" + edge.caller() + "` | `" + edge.callee() + "` | " + edge.port() + " |")
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| `[a-z-]+` \\| `[a-z-]+` \\| [0-9]+ \\|.*"))
                .map(line -> line.replaceFirst("^((?:\\|[^|]*){3}\\|).*", "$1"))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(edges);
    }

    private static Arguments mistake(String policy, String pointer, Consumer<ObjectNode> change, String said) {
        return Arguments.of(policy, pointer, change, said);
    }
}
