package dev.breakwater.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.Yaml;

/** {@code infra/envoy/order-service.yaml}, as a tree in which addresses may be replaced. */
final class EnvoyConfiguration {

    private static final Path FILE = Path.of("../envoy/order-service.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root;

    private EnvoyConfiguration(ObjectNode root) {
        this.root = root;
    }

    static EnvoyConfiguration read() throws IOException {
        try (Reader reader = Files.newBufferedReader(FILE)) {
            // a loader that follows the anchors
            return new EnvoyConfiguration(JSON.valueToTree(new Yaml().load(reader)));
        }
    }

    ObjectNode root() {
        return root;
    }

    String json() {
        return root.toString();
    }

    /** Where that listener, or the administration, listens instead. */
    void listen(String name, int port) {
        JsonNode address = name.equals("admin")
                ? root.at("/admin/address")
                : named("listeners", name).path("address");
        ((ObjectNode) address.path("socket_address"))
                .put("address", "127.0.0.1")
                .put("port_value", port);
    }

    /** Where that cluster's instances are, on this machine. */
    void upstreams(String cluster, List<Integer> ports) {
        ArrayNode endpoints = JSON.createArrayNode();
        for (int port : ports) {
            ObjectNode address =
                    JSON.createObjectNode().put("address", "127.0.0.1").put("port_value", port);
            endpoints.addObject().putObject("endpoint").putObject("address").set("socket_address", address);
        }
        ObjectNode locality = (ObjectNode) named("clusters", cluster).at("/load_assignment/endpoints/0");
        locality.set("lb_endpoints", endpoints);
    }

    /** The routes of that listener. */
    JsonNode routes(String listener) {
        return named("listeners", listener)
                .at("/filter_chains/0/filters/0/typed_config/route_config/virtual_hosts/0/routes");
    }

    ObjectNode cluster(String name) {
        return named("clusters", name);
    }

    private ObjectNode named(String kind, String name) {
        for (JsonNode one : root.path("static_resources").path(kind)) {
            if (one.path("name").asText().equals(name)) {
                return (ObjectNode) one;
            }
        }
        throw new IllegalStateException("no " + name + " among the " + kind);
    }
}
