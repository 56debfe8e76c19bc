package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A service is given what it reads, and reads what it is given. */
final class ConfigurationRules {

    /** Read by the JVM, not by the service. */
    private static final String OF_THE_JVM = "JDK_JAVA_OPTIONS";

    /** Empty is a sensible value of these. */
    private static final Set<String> MAY_BE_LEFT_OUT = Set.of(
            "CORS_ALLOWED_ORIGINS", // no other site's pages
            "STRIPE_WEBHOOK_URL", // simulators: no webhooks
            "SENDGRID_WEBHOOK_URL",
            "PAGERDUTY_ROUTING_KEY", // simulators: no PagerDuty and no Slack, where nothing alerts
            "SLACK_WEBHOOK_PATH");

    /** PostgreSQL's script asks whether the first is there, and takes both only then. */
    private static final Set<String> ASKED_AFTER = Set.of("APPLICATION_ROLE", "APPLICATION_PASSWORD");

    /** In a script: {@code $NAME} and {@code ${NAME}}, but not {@code ${NAME:-default}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z][A-Z_]*)\\b(?!:-)");

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private ConfigurationRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) throws IOException {
        ConfigurationRules rules = new ConfigurationRules(manifests);
        Set<String> springs = SpringProperties.canonical();
        manifests.workloads().filter(ConfigurationRules::isOurs).forEach(workload -> rules.check(workload, springs));
        manifests.workloads().filter(workload -> !isOurs(workload)).forEach(rules::checkScript);
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

    /** The scripts that databases start by end at a variable that is missing, but only when they come to it. */
    private void checkScript(Workload workload) {
        JsonNode container = workload.pod().path("containers").path(0);
        Map<String, String> given = Environment.of(container, manifests);
        Manifests.texts(container.path("command"))
                .filter(argument -> argument.startsWith("/breakwater/"))
                .map(script -> script.substring("/breakwater/".length()))
                .flatMap(script -> workload.mounted(manifests)
                        .map(data -> data.path(script).asText())
                        .filter(text -> !text.isEmpty()))
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map(found -> found.group(1))
                .distinct()
                .filter(variable -> !given.containsKey(variable) && !ASKED_AFTER.contains(variable))
                .forEach(variable -> violations.add(workload.name() + "'s script is not given " + variable));
    }
}
