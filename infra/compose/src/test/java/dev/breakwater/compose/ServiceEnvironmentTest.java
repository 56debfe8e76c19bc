package dev.breakwater.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service reads from its environment, and what compose gives it. */
class ServiceEnvironmentTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    /** Without them something is switched off that compose does not need. */
    private static final Set<String> OPTIONAL = Set.of("CORS_ALLOWED_ORIGINS");
    /** Bound without being named in a file. */
    private static final Set<String> COMMON = Set.of(
            "BREAKWATER_SPEED",
            "BREAKWATER_INTERNAL_TOKEN",
            "BREAKWATER_JWT_PUBLIC_KEY_LOCATION",
            "BREAKWATER_JWT_PRIVATE_KEY_LOCATION",
            "CONFIG_SERVER_URL",
            "CONFIG_CACHE_DIRECTORY",
            "JDK_JAVA_OPTIONS",
            "LOGGING_STRUCTURED_FORMAT_CONSOLE");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "services/user-service",
                "services/order-service",
                "services/payment-service",
                "services/payment-fallback-service",
                "services/inventory-service",
                "services/warehouse-service",
                "services/notification-service",
                "infra/config-server",
                "infra/simulators"
            })
    void isGivenAllThatHasNoDefaultThatWorksInAContainerAndNothingThatItDoesNotRead(String module) throws IOException {
        String name = module.substring(module.lastIndexOf('/') + 1);
        JsonNode container = ComposeFiles.read().services().get(name);
        assertThat(container).isNotNull();
        Set<String> given = ComposeFiles.environment(container).keySet();
        String settings =
                Files.readString(ComposeFiles.ROOT.resolve(Path.of(module, "src/main/resources/application.yml")));

        assertThat(given).as("given").containsAll(needed(settings));
        assertThat(all(settings)).as("read").containsAll(without(given, COMMON));
    }

    @Test
    void whatIsNeededIsWhatHasNoDefaultOrOneThatIsThisMachine() {
        assertThat(needed("a: ${A}\nb: ${B:}\nc: ${C:http://localhost:1}\nd: ${D:127.0.0.1}\ne: ${E:10}"))
                .containsExactly("A", "B", "C", "D");
    }

    private static Set<String> needed(String settings) {
        Set<String> needed = new TreeSet<>();
        Matcher variables = VARIABLE.matcher(settings);
        while (variables.find()) {
            String standard = variables.group(2);
            if (standard == null
                    || standard.isEmpty()
                    || standard.contains("localhost")
                    || standard.contains("127.0.0.1")) {
                needed.add(variables.group(1));
            }
        }
        needed.removeAll(OPTIONAL);
        return needed;
    }

    private static Set<String> all(String settings) {
        Set<String> all = new TreeSet<>();
        Matcher variables = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)").matcher(settings);
        while (variables.find()) {
            all.add(variables.group(1));
        }
        return all;
    }

    private static Set<String> without(Set<String> names, Set<String> known) {
        Set<String> rest = new HashSet<>(names);
        rest.removeAll(known);
        return rest;
    }
}
