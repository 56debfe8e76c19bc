package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The properties that Spring Boot itself reads, by the metadata in its jars. */
final class SpringProperties {

    private SpringProperties() {}

    static Set<String> canonical() throws IOException {
        Set<String> names = new HashSet<>();
        for (URL metadata : Collections.list(
                SpringProperties.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream json = metadata.openStream()) {
                Manifests.each(new ObjectMapper().readTree(json).path("properties"))
                        .forEach(property -> names.add(
                                Sources.canonical(property.path("name").asText())));
            }
        }
        return names;
    }
}
