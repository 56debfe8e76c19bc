package dev.breakwater.configserver;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the policies are.
 *
 * @param folder with {@code application.yml}, which is for every service, and {@code <service>.yml}, which wins; each may be missing, the
 *     folder may not; from {@code CONFIG_REPO_FOLDER}, default {@code infra/config-repo} below the working directory
 */
@ConfigurationProperties("breakwater.config-server")
record PolicyFolder(Path folder) {

    PolicyFolder {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "breakwater.config-server.folder (CONFIG_REPO_FOLDER) is " + folder + " but must be a folder");
        }
    }

    /** Whether it is there now: a volume may go away, and nothing to be found is not that nothing is meant to be changed. */
    boolean isThere() {
        return Files.isDirectory(folder);
    }
}
