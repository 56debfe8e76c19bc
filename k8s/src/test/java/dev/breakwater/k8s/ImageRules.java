package dev.breakwater.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Our images have the version of the build, all others are those that compose runs. */
final class ImageRules {

    private static final Pattern VERSION =
            Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>\\s*<packaging>pom");

    private ImageRules() {}

    static List<String> violations(Manifests manifests) throws IOException {
        String version = VERSION.matcher(Files.readString(Path.of("../pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> composes = Files.readAllLines(Path.of("../.env")).stream()
                .filter(line -> line.matches("[A-Z]+_IMAGE=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        return manifests
                .workloads()
                .flatMap(Workload::containers)
                .map(container -> container.path("image").asText())
                .filter(image ->
                        image.startsWith("breakwater/") ? !image.endsWith(":" + version) : !composes.contains(image))
                .map(image -> image + " is not what is built, or what compose runs")
                .toList();
    }
}
