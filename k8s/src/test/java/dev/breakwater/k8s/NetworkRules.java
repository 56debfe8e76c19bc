package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may call whom, by the NetworkPolicies, and who has a reason to, by the addresses that it is given. */
final class NetworkRules {

    private final Manifests manifests;
    private final Set<Edge> needed;

    private NetworkRules(Manifests manifests) {
        this.manifests = manifests;
        needed = manifests
                .workloads()
                .flatMap(workload -> Endpoints.of(workload, manifests).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<Edge> needed(Manifests manifests) {
        return new NetworkRules(manifests).needed;
    }

    static List<String> violations(Manifests manifests) {
        NetworkRules rules = new NetworkRules(manifests);
        List<String> violations = new ArrayList<>();
        if (manifests.all("NetworkPolicy").noneMatch(NetworkRules::isDefaultDeny)) {
            violations.add("what no policy names is allowed");
        }
        Set<Edge> out = rules.allowed("Egress", "egress", "to");
        Set<Edge> in = rules.allowed("Ingress", "ingress", "from");
        for (Edge edge : rules.needed) {
            if (!out.contains(edge)) {
                violations.add(edge + " is not let out");
            }
            if (!edge.callee().equals(Edge.OUTSIDE) && !in.contains(edge)) {
                violations.add(edge + " is not let in");
            }
        }
        Stream.concat(out.stream(), in.stream())
                .filter(edge -> !rules.needed.contains(edge) && !edge.caller().equals(Edge.OUTSIDE))
                .distinct()
                .forEach(edge -> violations.add(edge + " is allowed, and nobody has such an address"));
        violations.addAll(rules.hidden());
        return violations;
    }

    /** A name that leads to one virtual address hides from Envoy which instance fails. */
    private List<String> hidden() {
        return manifests
                .workloads()
                .flatMap(workload -> Envoy.upstreams(workload, manifests))
                .filter(upstream -> manifests
                        .find("Service", upstream.host())
                        .filter(service ->
                                service.at("/spec/clusterIP").asText().equals("None"))
                        .isEmpty())
                .map(upstream -> "Envoy sees one address of " + upstream.host())
                .toList();
    }

    private static boolean isDefaultDeny(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        return spec.path("podSelector").isEmpty()
                && !spec.has("ingress")
                && !spec.has("egress")
                && Manifests.texts(spec.path("policyTypes")).toList().containsAll(List.of("Ingress", "Egress"));
    }

    /** The edges of all policies in one direction; DNS and Prometheus, which are in other namespaces, are no edges of ours. */
    private Set<Edge> allowed(String type, String rules, String peers) {
        Set<Edge> allowed = new TreeSet<>();
        manifests
                .all("NetworkPolicy")
                .map(policy -> policy.path("spec"))
                .filter(spec -> Manifests.texts(spec.path("policyTypes")).anyMatch(type::equals))
                .forEach(spec -> selected(spec.path("podSelector"))
                        .forEach(workload -> Manifests.each(spec.path(rules)).forEach(rule -> {
                            for (JsonNode peer : rule.path(peers)) {
                                others(peer)
                                        .forEach(other -> ports(rule, type.equals("Egress") ? other : workload.name())
                                                .forEach(port -> allowed.add(
                                                        type.equals("Egress")
                                                                ? new Edge(workload.name(), other, port)
                                                                : new Edge(other, workload.name(), port))));
                            }
                        })));
        return allowed;
    }

    private Stream<String> others(JsonNode peer) {
        if (peer.has("ipBlock")) {
            return Stream.of(Edge.OUTSIDE);
        }
        return peer.has("namespaceSelector")
                ? Stream.empty()
                : selected(peer.path("podSelector")).map(Workload::name);
    }

    private Stream<Workload> selected(JsonNode selector) {
        return manifests.workloads().filter(workload -> workload.isSelectedBy(selector));
    }

    /** A rule without ports would allow all of them: port 0, which nobody needs. */
    private Stream<Integer> ports(JsonNode rule, String callee) {
        if (rule.path("ports").isEmpty()) {
            return Stream.of(0);
        }
        return Manifests.each(rule.path("ports"))
                .map(port -> port.path("port").isNumber()
                        ? port.path("port").asInt()
                        : manifests
                                .workloads()
                                .filter(workload -> workload.name().equals(callee))
                                .findFirst()
                                .map(workload ->
                                        Ports.of(workload, port.path("port")).orElse(-1))
                                .orElse(-1));
    }
}
