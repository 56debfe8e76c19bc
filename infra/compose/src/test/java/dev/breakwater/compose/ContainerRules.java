package dev.breakwater.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What every container must be. */
final class ContainerRules {

    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|PASS|PWD|SECRET|SECRET_KEY|API_KEY|TOKEN|AUTH|QUOTE_KEY|PRIVATE_KEY|KEYS)");
    /** ElasticMQ asks for no key and the client insists on one: what it is given opens nothing. */
    private static final List<String> OPENS_NOTHING = List.of("SQS_SECRET_KEY");

    private ContainerRules() {}

    /** What is wrong with it, in words; empty if nothing is. */
    static List<String> violations(JsonNode container) {
        List<String> violations = new ArrayList<>();
        if (container.path("healthcheck").path("test").isEmpty()) {
            violations.add("has no health check");
        }
        if (!container.path("mem_limit").asText().matches("\\d+m")) {
            violations.add("has no memory limit");
        }
        if (!container.path("user").asText().matches("[1-9]\\d*:\\d+")) {
            violations.add("runs as root, or as whoever the image says");
        }
        if (!container.path("read_only").asBoolean()) {
            violations.add("may write into its image");
        }
        if (!container.path("cap_drop").toString().equals("[\"ALL\"]")) {
            violations.add("keeps capabilities");
        }
        if (!container.path("security_opt").toString().contains("no-new-privileges:true")) {
            violations.add("may gain privileges");
        }
        String image = container.path("image").asText();
        if (!image.matches("\\$\\{[A-Z_]+_IMAGE}")
                && !(image.startsWith("breakwater/") && !container.path("build").isMissingNode())) {
            violations.add("has an image that is neither a variable nor built here");
        }
        container.path("ports").forEach(port -> {
            if (!port.asText().startsWith("127.0.0.1:")) {
                violations.add("is open to other machines");
            }
        });
        ComposeFiles.environment(container).forEach((name, value) -> {
            if (SECRET.matcher(name).matches() && !OPENS_NOTHING.contains(name) && !isVariable(value)) {
                violations.add("has the secret " + name + " in the file");
            }
        });
        return violations;
    }

    /** The values that a stranger could read in the repository, of those that must be kept. */
    static List<String> committedSecrets(Map<String, String> committed) {
        return committed.keySet().stream()
                .filter(name -> SECRET.matcher(name).matches())
                .toList();
    }

    private static boolean isVariable(String value) {
        return value.matches("\\$\\{[A-Z0-9_]+}");
    }
}
