package dev.breakwater.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the project lies: found by walking up from the working directory, or named by the system property {@code breakwater.root}. */
public final class Repository {

    private Repository() {}

    /** The project's root folder. */
    public static Path root() {
        String named = System.getProperty("breakwater.root");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("infra/local-stack"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside the project: " + Path.of("").toAbsolutePath()
                + " and none of the folders above it holds mvnw and infra/local-stack");
    }
}
