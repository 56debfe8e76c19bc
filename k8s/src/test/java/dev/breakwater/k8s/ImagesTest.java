package dev.breakwater.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImagesTest {

    private static final Pattern VERSION =
            Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>\\s*<packaging>pom");

    @ParameterizedTest
    @EnumSource
    void ourImagesHaveTheVersionOfTheBuildAndAllOthersThatOfCompose(Overlay overlay) throws Exception {
        String version = VERSION.matcher(Files.readString(Path.of("../pom.xml")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> composes = Files.readAllLines(Path.of("../.env")).stream()
                .filter(line -> line.matches("[A-Z]+_IMAGE=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        Set<String> images = new TreeSet<>();
        overlay.manifests()
                .workloads()
                .flatMap(Workload::containers)
                .forEach(container -> images.add(container.path("image").asText()));
        assertThat(images).isNotEmpty().allSatisfy(image -> {
            if (image.startsWith("breakwater/")) {
                assertThat(image).endsWith(":" + version);
            } else {
                assertThat(composes).contains(image);
            }
        });
    }
}
