package dev.breakwater.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where policies come from.
 *
 * @param serverUrl scheme, host and port of config-server, such as {@code http://127.0.0.1:8089}; from {@code CONFIG_SERVER_URL}. Without it
 *     nothing of this module is there
 * @param cacheDirectory the folder of the policies last known, one file for each service; made where it is missing; from {@code
 *     CONFIG_CACHE_DIRECTORY}, no default
 * @param pollEvery how long to wait from one answer to the next question; divided by {@code breakwater.speed}; 1 s to 1 h, default 30 s
 */
@ConfigurationProperties("breakwater.config")
record ConfigClientProperties(
        @DefaultValue("") String serverUrl,
        @DefaultValue("") String cacheDirectory,
        @DefaultValue("30s") Duration pollEvery) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    ConfigClientProperties {
        if (cacheDirectory.isBlank()) {
            throw new IllegalArgumentException(
                    "breakwater.config.cache-directory (CONFIG_CACHE_DIRECTORY) is missing: without it"
                            + " a service that starts while config-server is away would forget its policies");
        }
        if (pollEvery.compareTo(SHORTEST) < 0 || pollEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "breakwater.config.poll-every is " + pollEvery + " but must be " + SHORTEST + ".." + LONGEST);
        }
    }

    /** Where the policies of a service are asked for. */
    URI address(String service) {
        return URI.create(serverUrl).resolve("/internal/config/" + service + "/default");
    }

    /** The file of the policies that a service knew last. */
    Path file(String service) {
        return Path.of(cacheDirectory).resolve(service + ".json");
    }
}
