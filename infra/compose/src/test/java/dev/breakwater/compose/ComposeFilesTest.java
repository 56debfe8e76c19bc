package dev.breakwater.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeFilesTest {

    @Test
    void everyContainerIsHealthCheckedLimitedUnprivilegedAndReadOnly() throws IOException {
        List<String> violations = new ArrayList<>();
        ComposeFiles.read()
                .services()
                .forEach((name, container) -> ContainerRules.violations(container)
                        .forEach(violation -> violations.add(name + " " + violation)));
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void eachRuleIsSeenBroken(String violation, Consumer<ObjectNode> breaking) throws IOException {
        ObjectNode container = ComposeFiles.read().services().get("payment-service");
        assertThat(container).isNotNull();
        breaking.accept(container);
        assertThat(ContainerRules.violations(container)).containsExactly(violation);
    }

    static Stream<Arguments> eachRuleIsSeenBroken() {
        return Stream.of(
                broken("has no health check", container -> container.remove("healthcheck")),
                broken("has no memory limit", container -> container.remove("mem_limit")),
                broken("runs as root, or as whoever the image says", container -> container.remove("user")),
                broken("runs as root, or as whoever the image says", container -> container.put("user", "0:0")),
                broken("may write into its image", container -> container.put("read_only", false)),
                broken("keeps capabilities", container -> container.remove("cap_drop")),
                broken("may gain privileges", container -> container.remove("security_opt")),
                broken(
                        "has an image that is neither a variable nor built here",
                        container -> container.put("image", "payment-service:latest")),
                broken(
                        "is open to other machines",
                        container -> container.putArray("ports").add("8083:8083")),
                broken(
                        "has the secret STRIPE_API_KEY in the file",
                        container -> ((ObjectNode) container.path("environment")).put("STRIPE_API_KEY", "sk_test_1")));
    }

    private static Arguments broken(String violation, Consumer<ObjectNode> breaking) {
        return Arguments.of(violation, breaking);
    }

    @Test
    void everyVariableHasAValue() throws IOException {
        Set<String> given = new TreeSet<>(ComposeFiles.committed().keySet());
        given.addAll(made());
        assertThat(given).containsAll(ComposeFiles.read().needed());
    }

    @Test
    void everyImageIsPinnedToARelease() throws IOException {
        Map<String, String> committed = ComposeFiles.committed();
        assertThat(committed.keySet().stream().filter(name -> name.endsWith("_IMAGE")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(committed.get(name)).as(name).matches(".+/?.+:v?\\d+([.-][0-9a-z]+)+"));
    }

    @Test
    void noSecretIsCommitted() throws IOException {
        assertThat(ContainerRules.committedSecrets(ComposeFiles.committed())).isEmpty();
        assertThat(ContainerRules.committedSecrets(Map.of("USER_DB_PASSWORD", "x")))
                .containsExactly("USER_DB_PASSWORD");
        assertThat(Files.readAllLines(ComposeFiles.ROOT.resolve(".gitignore"))).contains("infra/compose/.secrets*");
    }

    @Test
    void everySecretThatIsMadeIsUsed() throws IOException {
        assertThat(ComposeFiles.read().needed()).containsAll(made());
    }

    @Test
    void whatAContainerWaitsForExistsAndIsWaitedForUntilItIsHealthy() throws IOException {
        ComposeFiles files = ComposeFiles.read();
        files.services()
                .forEach((name, container) -> container
                        .path("depends_on")
                        .properties()
                        .forEach(other -> {
                            assertThat(files.services()).as(name).containsKey(other.getKey());
                            assertThat(other.getValue().path("condition").asText())
                                    .as(name)
                                    .isEqualTo("service_healthy");
                        }));
    }

    @Test
    void whatADatabaseOrABrokerKeepsIsInAVolumeThatSurvives() throws IOException {
        ComposeFiles files = ComposeFiles.read();
        Set<String> mounted = new TreeSet<>();
        for (JsonNode container : files.services().values()) {
            container.path("volumes").forEach(volume -> {
                String source = volume.asText().substring(0, volume.asText().indexOf(':'));
                if (!source.startsWith(".")) {
                    mounted.add(source);
                }
            });
        }
        assertThat(mounted).isEqualTo(files.volumes());
        assertThat(mounted)
                .contains("user-db", "order-db", "payment-db", "inventory-db", "warehouse-db", "notification-db")
                .contains("kafka", "rabbitmq", "sqs", "redis");
    }

    @Test
    void whatIsMountedFromTheRepositoryIsThere() throws IOException {
        for (var service : ComposeFiles.read().services().entrySet()) {
            for (JsonNode volume : service.getValue().path("volumes")) {
                String source = volume.asText().substring(0, volume.asText().indexOf(':'));
                if (source.startsWith("./") && !source.contains("/.secrets/")) {
                    assertThat(ComposeFiles.ROOT.resolve(source))
                            .as(service.getKey())
                            .exists();
                }
            }
        }
    }

    /** What {@code infra/compose/secrets} makes, by its loops and lines. */
    private static Set<String> made() throws IOException {
        String script = Files.readString(ComposeFiles.ROOT.resolve("infra/compose/secrets"));
        Set<String> names = new TreeSet<>();
        Matcher single = Pattern.compile("echo \"([A-Z_]+)=").matcher(script);
        while (single.find()) {
            names.add(single.group(1));
        }
        Matcher loop = Pattern.compile("for name in ([A-Z_ ]+); do\\n((?: +echo .*\\n)+)")
                .matcher(script);
        while (loop.find()) {
            Matcher suffix = Pattern.compile("\\$\\{name}(_[A-Z_]+)=").matcher(loop.group(2));
            while (suffix.find()) {
                for (String name : loop.group(1).split(" ", -1)) {
                    names.add(name + suffix.group(1));
                }
            }
        }
        return names;
    }
}
