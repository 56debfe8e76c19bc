package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/** A pod that ends has the time to: nobody sends it anything more, and what it has begun is finished, before it is killed. */
final class ShutdownRules {

    private static final Path CLASSES =
            Sources.ROOT.resolve("infra/resilience-starter/src/main/resources/breakwater-policies.yml");

    /** Requests, and messages, which end one after the other. */
    private static final int PHASES = 2;

    private static final Duration SPRINGS_DEFAULT = Duration.ofSeconds(30);

    private ShutdownRules() {}

    static List<String> violations(Manifests manifests) throws IOException {
        List<String> violations = new ArrayList<>();
        for (Workload workload :
                manifests.workloads().filter(Workload::isService).toList()) {
            Duration grace = Duration.ofSeconds(
                    workload.pod().path("terminationGracePeriodSeconds").asLong(30));
            JsonNode app = workload.pod().path("containers").path(0);
            Map<String, String> given = Environment.of(app, manifests);
            Duration leaving = leaving(app, given);
            Duration phase = phase(workload.name(), given);
            Duration longest = longestTimeLimit(workload.name());
            if (leaving.isZero()) {
                violations.add(workload.name() + " ends while it is still sent requests");
            }
            if (phase.compareTo(longest) <= 0) {
                violations.add(workload.name() + " gives what it has begun " + phase + ", which may take " + longest);
            }
            Duration needed = leaving.plus(phase.multipliedBy(PHASES));
            if (grace.compareTo(needed) < 0) {
                violations.add(workload.name() + " is killed after " + grace + ", but may need " + needed);
            }
        }
        return violations;
    }

    /** How long it goes on serving after it was told to end. */
    private static Duration leaving(JsonNode app, Map<String, String> given) {
        return Duration.ofSeconds(app.at("/lifecycle/preStop/sleep/seconds").asLong())
                .plus(DurationStyle.detectAndParse(given.getOrDefault("BREAKWATER_GATEWAY_DRAIN", "0s")));
    }

    private static Duration phase(String service, Map<String, String> given) throws IOException {
        String set = given.get("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE");
        if (set != null) {
            return DurationStyle.detectAndParse(set);
        }
        // In YAML a property may be written as a path, or with dots.
        JsonNode spring =
                Yaml.file(resources(service).resolve("application.yml")).path("spring");
        return Stream.of(
                        spring.path("lifecycle.timeout-per-shutdown-phase"),
                        spring.path("lifecycle").path("timeout-per-shutdown-phase"))
                .filter(JsonNode::isTextual)
                .map(value -> DurationStyle.detectAndParse(value.asText()))
                .findFirst()
                .orElse(SPRINGS_DEFAULT);
    }

    /** Of all that it calls, by its policies. */
    private static Duration longestTimeLimit(String service) throws IOException {
        Path policies = resources(service).resolve("policies.yml");
        Duration longest = Duration.ofSeconds(2); // config-server's, whom every service calls
        if (Files.exists(policies)) {
            JsonNode classes = Yaml.file(CLASSES).at("/resilience4j/timelimiter/configs");
            for (JsonNode limit : Yaml.file(policies).path("resilience4j").path("timelimiter.instances")) {
                JsonNode own = limit.path("timeout-duration");
                JsonNode inherited =
                        classes.path(limit.path("base-config").asText()).path("timeout-duration");
                Duration duration = DurationStyle.detectAndParse((own.isMissingNode() ? inherited : own).asText());
                longest = longest.compareTo(duration) < 0 ? duration : longest;
            }
        }
        return longest;
    }

    private static Path resources(String service) {
        return Sources.module(service).resolve("src/main/resources");
    }
}
