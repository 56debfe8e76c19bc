package dev.breakwater.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service reads from its environment, as its sources and those of the starters that it is built with have it. */
final class Sources {

    static final Path ROOT = Path.of("..");

    private static final List<String> PARTS =
            List.of("web-starter", "resilience-starter", "config-client", "outbox-starter");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    /** In the messages of what must be set: {@code must be set: environment variable STRIPE_API_KEY}. */
    private static final Pattern DEMAND = Pattern.compile("environment variable ([A-Z][A-Z0-9_]*)");

    private static final Pattern PROPERTIES = Pattern.compile(
            "@ConfigurationProperties\\(\"([^\"]+)\"\\).*?\\brecord \\w+\\((.*?)\\)\\s*(?:\\{|implements)",
            Pattern.DOTALL);

    private final List<Path> folders;

    private Sources(List<Path> folders) {
        this.folders = folders;
    }

    static Sources of(String service) {
        Path module = module(service);
        String pom = read(module.resolve("pom.xml"));
        return new Sources(Stream.concat(
                        Stream.of(module),
                        PARTS.stream()
                                .filter(part -> isBuiltWith(part, pom))
                                .map(part -> ROOT.resolve("infra").resolve(part)))
                .map(folder -> folder.resolve("src/main"))
                .toList());
    }

    private static boolean isBuiltWith(String part, String pom) {
        return Pattern.compile("<artifactId>" + part + "</artifactId>\\s*+(?!<scope>test)")
                .matcher(pom)
                .find();
    }

    static Path module(String service) {
        return Stream.of("services", "infra", ".")
                .map(folder -> ROOT.resolve(folder).resolve(service))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + service));
    }

    /** The variables in the YAML of the service, with their defaults. */
    Map<String, Default> placeholders() {
        Map<String, Default> placeholders = new TreeMap<>();
        texts("resources", ".yml").forEach(text -> {
            for (Matcher found = PLACEHOLDER.matcher(text); found.find(); ) {
                placeholders.put(found.group(1), new Default(found.group(2) == null ? "" : found.group(2)));
            }
        });
        return placeholders;
    }

    /** What a variable is where nobody sets it. */
    record Default(String value) {

        /** Nothing, or a place on this machine: it must be set where a service runs in a pod. */
        boolean isOfNoUse() {
            return value.isEmpty() || value.contains("localhost") || value.contains("127.0.0.1");
        }
    }

    /** The variables without which the service does not start, by its own words. */
    Set<String> demands() {
        Set<String> demands = new TreeSet<>();
        texts("java", ".java").forEach(text -> {
            for (Matcher found = DEMAND.matcher(text); found.find(); ) {
                demands.add(found.group(1));
            }
        });
        return demands;
    }

    /** The properties that are bound to records, in the form of {@link #canonical}. */
    Set<String> properties() {
        Set<String> properties = new TreeSet<>();
        texts("java", ".java").forEach(text -> {
            for (Matcher found = PROPERTIES.matcher(text); found.find(); ) {
                String prefix = found.group(1);
                components(found.group(2)).forEach(name -> properties.add(canonical(prefix + name)));
            }
        });
        return properties;
    }

    /** The same for a property and for the variable that sets it: {@code a.b-c} and {@code A_BC} and {@code A_B_C}. */
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The names of a record's components; those that are bound under another name have that one. */
    private static Stream<String> components(String header) {
        String named = header.replaceAll("@Name\\(\"([^\"]+)\"\\)\\s[^,]*?\\w+\\s*(,|$)", "x $1$2");
        String bare =
                named.replaceAll("@[\\w.]+(\\((?:[^()\"]|\"[^\"]*\")*\\))?", "").replaceAll("<[^<>]*>", "");
        return Pattern.compile(",")
                .splitAsStream(bare)
                .map(component -> component.trim().replaceAll("^.*\\s", ""));
    }

    private Stream<String> texts(String kind, String ending) {
        return folders.stream()
                .map(folder -> folder.resolve(kind))
                .filter(Files::isDirectory)
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.walk(folder)) {
                        return files.filter(file -> file.toString().endsWith(ending)).toList().stream()
                                .map(Sources::read);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
