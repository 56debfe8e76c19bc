package dev.breakwater.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} with what it includes. */
final class ComposeFiles {

    static final Path ROOT = Path.of("../..");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** {@code $$} is a dollar sign for the container. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)(:-[^}]*)?}");

    private final Map<String, ObjectNode> services = new LinkedHashMap<>();
    private final Set<String> volumes = new TreeSet<>();
    private final Set<String> needed = new TreeSet<>();

    private ComposeFiles() {}

    static ComposeFiles read() throws IOException {
        ComposeFiles files = new ComposeFiles();
        for (JsonNode include : yaml(ROOT.resolve("docker-compose.yml")).path("include")) {
            files.add(ROOT.resolve(include.path("path").asText()));
        }
        return files;
    }

    private void add(Path file) throws IOException {
        JsonNode root = yaml(file);
        root.path("services").properties().forEach(service -> {
            if (services.put(service.getKey(), (ObjectNode) service.getValue()) != null) {
                throw new IllegalStateException(service.getKey() + " is defined twice");
            }
        });
        root.path("volumes").fieldNames().forEachRemaining(volumes::add);
        Matcher variables = VARIABLE.matcher(Files.readString(file));
        while (variables.find()) {
            if (variables.group(2) == null) {
                needed.add(variables.group(1));
            }
        }
    }

    Map<String, ObjectNode> services() {
        return services;
    }

    /** The names of the volumes that outlive {@code docker compose down}. */
    Set<String> volumes() {
        return volumes;
    }

    /** The variables without a default in the files. */
    Set<String> needed() {
        return needed;
    }

    /** The environment of a service, as the files have it. */
    static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new TreeMap<>();
        service.path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** {@code .env}: what is committed. */
    static Map<String, String> committed() throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve(".env"))) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    static JsonNode yaml(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            // a loader that follows anchors and merges
            new Yaml().loadAll(reader).forEach(document -> documents.add(JSON.valueToTree(document)));
        }
        return documents.get(0);
    }
}
