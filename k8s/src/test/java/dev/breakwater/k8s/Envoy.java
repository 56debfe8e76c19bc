package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** The proxy in a pod of order-service, by the configuration that is mounted into it. */
final class Envoy {

    record Upstream(String host, int port) {}

    private Envoy() {}

    /** Where what listens on that port sends to. */
    static Stream<Upstream> upstreams(Workload workload, Manifests manifests, int port) {
        return Manifests.each(workload.pod().path("volumes"))
                .map(volume -> volume.at("/configMap/name").asText())
                .filter(name -> name.startsWith("envoy-"))
                .flatMap(name -> manifests.find("ConfigMap", name).stream())
                .map(map -> Yaml.documents(
                                map.path("data").path("order-service.yaml").asText())
                        .get(0)
                        .path("static_resources"))
                .flatMap(resources -> upstreams(resources, port));
    }

    private static Stream<Upstream> upstreams(JsonNode resources, int port) {
        List<String> clusters = Manifests.each(resources.path("listeners"))
                .filter(listener ->
                        listener.at("/address/socket_address/port_value").asInt() == port)
                .flatMap(listener -> listener.findValuesAsText("cluster").stream())
                .distinct()
                .toList();
        return Manifests.each(resources.path("clusters"))
                .filter(cluster -> clusters.contains(cluster.path("name").asText()))
                .flatMap(cluster -> Manifests.each(cluster.at("/load_assignment/endpoints")))
                .flatMap(endpoints -> Manifests.each(endpoints.path("lb_endpoints")))
                .map(endpoint -> endpoint.at("/endpoint/address/socket_address"))
                .map(address -> new Upstream(
                        address.path("address").asText(),
                        address.path("port_value").asInt()));
    }
}
