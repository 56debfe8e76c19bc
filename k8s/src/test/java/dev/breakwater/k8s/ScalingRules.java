package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A service outlives the loss of a node or of a zone, and the maintenance of each. */
final class ScalingRules {

    private ScalingRules() {}

    static List<String> violations(Manifests manifests) {
        List<String> violations = new ArrayList<>();
        manifests.workloads().filter(Workload::isService).forEach(workload -> {
            if (least(workload, manifests) < 2) {
                violations.add(workload.name() + " may be one instance");
            }
            if (manifests
                    .all("PodDisruptionBudget")
                    .noneMatch(budget -> workload.isSelectedBy(budget.at("/spec/selector")))) {
                violations.add(workload.name() + " may be taken away whole");
            }
            for (String topology : List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname")) {
                if (Manifests.each(workload.pod().path("topologySpreadConstraints"))
                        .noneMatch(spread -> isSpread(spread, topology, workload))) {
                    violations.add(workload.name() + " is not spread over " + topology);
                }
            }
        });
        return violations;
    }

    private static int least(Workload workload, Manifests manifests) {
        return manifests
                .all("HorizontalPodAutoscaler")
                .map(autoscaler -> autoscaler.path("spec"))
                .filter(spec -> spec.at("/scaleTargetRef/name").asText().equals(workload.name()))
                .findFirst()
                .map(spec -> spec.path("minReplicas").asInt(1))
                .orElseGet(() -> workload.object().at("/spec/replicas").asInt(1));
    }

    /** Among its own pods, not among those of all services. */
    private static boolean isSpread(JsonNode spread, String topology, Workload workload) {
        return spread.path("topologyKey").asText().equals(topology)
                && workload.isSelectedBy(spread.path("labelSelector"))
                && Manifests.texts(spread.path("matchLabelKeys")).anyMatch(Manifests.NAME::equals);
    }
}
