package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service is given what it reads, and reads what it is given. */
final class ConfigurationRules {

    /** Read by the JVM, not by the service. */
    private static final String OF_THE_JVM = "JDK_JAVA_OPTIONS";

    /** Empty is a sensible value of these. */
    private static final Set<String> MAY_BE_LEFT_OUT = Set.of(
            "CORS_ALLOWED_ORIGINS", // no other site's pages
            "STRIPE_WEBHOOK_URL", // simulators: no webhooks
            "SENDGRID_WEBHOOK_URL");

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private ConfigurationRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) throws IOException {
        ConfigurationRules rules = new ConfigurationRules(manifests);
        Set<String> springs = SpringProperties.canonical();
        manifests.workloads().filter(ConfigurationRules::isOurs).forEach(workload -> rules.check(workload, springs));
        return rules.violations;
    }

    /** The services, and the simulators. */
    static boolean isOurs(Workload workload) {
        return workload.isService() || workload.name().equals("simulators");
    }

    private void check(Workload workload, Set<String> springs) {
        JsonNode container = workload.pod().path("containers").path(0);
        Map<String, String> given = Environment.of(container, manifests);
        Sources sources = Sources.of(workload.name());
        Map<String, Sources.Default> placeholders = sources.placeholders();
        Set<String> properties = sources.properties();

        placeholders.forEach((variable, otherwise) -> {
            if (otherwise.isOfNoUse() && !given.containsKey(variable) && !MAY_BE_LEFT_OUT.contains(variable)) {
                violations.add(workload.name() + " is not given " + variable);
            }
        });
        for (String variable : sources.demands()) {
            if (!given.containsKey(variable)) {
                violations.add(workload.name() + " is not given " + variable + ", which it demands");
            }
        }
        for (String variable : given.keySet()) {
            String canonical = Sources.canonical(variable);
            if (!placeholders.containsKey(variable)
                    && !properties.contains(canonical)
                    && !springs.contains(canonical)
                    && !variable.equals(OF_THE_JVM)) {
                violations.add(workload.name() + " does not read " + variable);
            }
        }
    }
}
