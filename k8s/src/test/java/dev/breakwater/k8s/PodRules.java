package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What every pod must be, beyond what the schemas say: the profile "restricted" of the pod security standards, and more. */
final class PodRules {

    /** Those that the profile allows and that are used here. */
    private static final Set<String> VOLUMES = Set.of("configMap", "secret", "emptyDir", "persistentVolumeClaim");

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    private final List<String> violations = new ArrayList<>();

    private PodRules() {}

    static List<String> violations(Manifests manifests) {
        PodRules rules = new PodRules();
        manifests.workloads().forEach(rules::check);
        return rules.violations;
    }

    private void check(Workload workload) {
        JsonNode pod = workload.pod();
        JsonNode security = pod.path("securityContext");
        String name = workload.name();
        require(
                name,
                "does not say that it is not root",
                security.path("runAsNonRoot").asBoolean());
        require(name, "has no user of its own", security.path("runAsUser").asLong() > 0);
        require(
                name,
                "may use any system call",
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"));
        require(name, "is given a token of the cluster", isFalse(pod.path("automountServiceAccountToken")));
        require(name, "is given the addresses of Services as variables", isFalse(pod.path("enableServiceLinks")));
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(name, "shares " + host, !pod.path(host).asBoolean());
        }
        Manifests.each(pod.path("volumes"))
                .flatMap(volume -> volume.properties().stream())
                .filter(property -> !property.getKey().equals("name"))
                .forEach(type ->
                        require(name, "has a volume of type " + type.getKey(), VOLUMES.contains(type.getKey())));
        workload.containers()
                .forEach(container -> check(name + "/" + container.path("name").asText(), container));
        workload.lasting()
                .forEach(container -> PROBES.forEach(probe -> require(
                        name + "/" + container.path("name").asText(), "has no " + probe, container.has(probe))));
        if (workload.isService()) {
            workload.lasting()
                    .filter(app -> app.path("name").asText().equals("app"))
                    .forEach(app -> probes(name, app));
        }
    }

    private void check(String name, JsonNode container) {
        JsonNode security = container.path("securityContext");
        require(name, "may gain privileges", isFalse(security.path("allowPrivilegeEscalation")));
        require(name, "is privileged", !security.path("privileged").asBoolean());
        require(
                name,
                "can write into its image",
                security.path("readOnlyRootFilesystem").asBoolean());
        require(
                name,
                "keeps capabilities",
                Manifests.texts(security.at("/capabilities/drop")).toList().equals(List.of("ALL"))
                        && !security.path("capabilities").has("add"));
        for (String resource : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
            require(
                    name,
                    "has no resources" + resource,
                    !container.path("resources").at(resource).isMissingNode());
        }
        require(
                name,
                "has an image of no version",
                isPinned(container.path("image").asText()));
    }

    /** Decision: an open breaker is no reason to be restarted or to get no traffic, so the composite health is not asked. */
    private void probes(String name, JsonNode app) {
        Predicate<String> path =
                probe -> app.path(probe).at("/httpGet/path").asText().startsWith("/actuator/health/");
        PROBES.forEach(probe -> require(name, "has a " + probe + " that asks after everything", path.test(probe)));
        require(
                name,
                "is restarted when it wants no traffic",
                !app.at("/livenessProbe/httpGet/path").asText().endsWith("readiness"));
        require(
                name,
                "is sent traffic although it wants none",
                app.at("/readinessProbe/httpGet/path").asText().endsWith("readiness"));
    }

    private static boolean isPinned(String image) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon > 0 && !image.substring(colon + 1).equals("latest");
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.asBoolean();
    }

    private void require(String name, String otherwise, boolean holds) {
        if (!holds) {
            violations.add(name + " " + otherwise);
        }
    }
}
