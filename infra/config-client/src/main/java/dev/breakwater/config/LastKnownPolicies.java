package dev.breakwater.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What config-server said last, on disk: it outlives this process. The file is whole or not there, whenever a process ends. */
final class LastKnownPolicies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    LastKnownPolicies(Path file) {
        this.file = file;
    }

    /**
     * Empty when nothing was ever kept.
     *
     * @throws IOException when what is there is not what was kept
     */
    Optional<Map<String, String>> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode kept = JSON.readTree(Files.readAllBytes(file));
        if (!kept.isObject()) {
            throw new IOException("not an object of figures");
        }
        Map<String, String> figures = new TreeMap<>();
        kept.properties()
                .forEach(
                        figure -> figures.put(figure.getKey(), figure.getValue().asText()));
        return Optional.of(figures);
    }

    void keep(Map<String, String> figures) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            Files.write(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
