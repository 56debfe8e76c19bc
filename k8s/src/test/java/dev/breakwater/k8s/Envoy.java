package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The proxy in a pod of order-service, by the configuration that is mounted into it. */
final class Envoy {

    record Upstream(String host, int port) {}

    private static final String FILE = "order-service.yaml";

    private Envoy() {}

    /** Where what listens on that port sends to. */
    static Stream<Upstream> upstreams(Workload workload, Manifests manifests, int port) {
        return configurations(workload, manifests).flatMap(resources -> {
            List<String> clusters = Manifests.each(resources.path("listeners"))
                    .filter(listener -> port(listener.path("address")) == port)
                    .flatMap(listener -> listener.findValuesAsText("cluster").stream())
                    .toList();
            return upstreams(resources, clusters::contains);
        });
    }

    /** All that it sends to, but for itself. */
    static Stream<Upstream> upstreams(Workload workload, Manifests manifests) {
        return configurations(workload, manifests)
                .flatMap(resources -> upstreams(resources, cluster -> true))
                .filter(upstream -> !upstream.host().equals("127.0.0.1"));
    }

    private static Stream<JsonNode> configurations(Workload workload, Manifests manifests) {
        return workload.mounted(manifests)
                .filter(data -> data.has(FILE))
                .map(data -> data.path(FILE).asText())
                .map(file -> Yaml.documents(file).get(0).path("static_resources"));
    }

    private static Stream<Upstream> upstreams(JsonNode resources, Predicate<String> wanted) {
        return Manifests.each(resources.path("clusters"))
                .filter(cluster -> wanted.test(cluster.path("name").asText()))
                .flatMap(cluster -> Manifests.each(cluster.at("/load_assignment/endpoints")))
                .flatMap(endpoints -> Manifests.each(endpoints.path("lb_endpoints")))
                .map(endpoint -> endpoint.at("/endpoint/address"))
                .map(address ->
                        new Upstream(address.at("/socket_address/address").asText(), port(address)));
    }

    private static int port(JsonNode address) {
        return address.at("/socket_address/port_value").asInt();
    }
}
