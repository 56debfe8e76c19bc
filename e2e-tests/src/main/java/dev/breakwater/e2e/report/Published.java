package dev.breakwater.e2e.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.breakwater.e2e.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that others wait for: whoever finds one finds all of it. */
public final class Published {

    private static final ObjectWriter WRITER = Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

    private Published() {}

    public static void json(Path file, Object content) throws IOException {
        text(file, WRITER.writeValueAsString(content) + "\n");
    }

    public static void text(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, ".", ".tmp");
        try {
            Files.writeString(half, content);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
