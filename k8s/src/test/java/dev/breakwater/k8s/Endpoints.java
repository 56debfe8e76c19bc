package dev.breakwater.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a workload goes, by the addresses that it is given: to the pods behind a Service, or out of the cluster. */
final class Endpoints {

    /** Told to others, and never called. */
    private static final Set<String> NOT_CALLED =
            Set.of("PUBLIC_BASE_URL", "CORS_ALLOWED_ORIGINS", "JDK_JAVA_OPTIONS", "RABBITMQ_PORT");

    /** Of addresses that are secret, and that no manifest has. */
    private static final Map<String, String> SECRET = Map.of("REDIS_URL", "rediss://redis.breakwater.example:6379");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(\\w+)://)?(?:[^@/\\s,=]*@)?([A-Za-z][\\w-]*(?:\\.[\\w-]+)*|127\\.0\\.0\\.1)(?::(\\d+))?(?=[/?,\\s]|$)");

    private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80);

    private final Manifests manifests;
    private final Workload workload;
    private final Set<Edge> edges = new TreeSet<>();

    private Endpoints(Manifests manifests, Workload workload) {
        this.manifests = manifests;
        this.workload = workload;
    }

    /** All that it needs to reach. */
    static Set<Edge> of(Workload workload, Manifests manifests) {
        Endpoints endpoints = new Endpoints(manifests, workload);
        Map<String, String> given =
                Environment.of(workload.pod().path("containers").path(0), manifests);
        given.forEach((variable, value) -> {
            String known = value.equals(Environment.UNKNOWN) ? SECRET.getOrDefault(variable, "") : value;
            if (variable.equals("RABBITMQ_HOST")) {
                known = known + ":" + given.get("RABBITMQ_PORT");
            }
            if (!NOT_CALLED.contains(variable)) {
                endpoints.addresses(known, variable.equals("PRIMARY"));
            }
        });
        if (!ConfigurationRules.isOurs(workload)) {
            endpoints.mounted().forEach(text -> endpoints.addresses(text, false));
        }
        return endpoints.edges;
    }

    /** What the configuration that a backing service has as files says of others. */
    private Stream<String> mounted() {
        return workload.mounted(manifests)
                .flatMap(data -> data.properties().stream())
                .filter(file -> file.getKey().endsWith(".properties"))
                .map(file -> file.getValue().asText());
    }

    private void addresses(String value, boolean nameAlone) {
        // a JDBC URL is one in a URL
        for (Matcher found = ADDRESS.matcher(value.replace("jdbc:", "").replace("=", " ")); found.find(); ) {
            String scheme = found.group(1);
            String port = found.group(3);
            if (port != null) {
                address(found.group(2), Integer.parseInt(port));
            } else if (scheme != null && PORTS.containsKey(scheme)) {
                address(found.group(2), PORTS.get(scheme));
            } else if (nameAlone) {
                service(found.group(2))
                        .forEach(service -> address(
                                found.group(2), service.at("/spec/ports/0/port").asInt()));
            }
        }
    }

    private void address(String host, int port) {
        if (host.equals("127.0.0.1")) {
            Envoy.upstreams(workload, manifests, port).forEach(upstream -> address(upstream.host(), upstream.port()));
            return;
        }
        if (host.equals("localhost")) {
            return;
        }
        List<JsonNode> services = service(host).toList();
        if (services.isEmpty()) {
            edges.add(new Edge(workload.name(), Edge.OUTSIDE, port));
        }
        for (JsonNode service : services) {
            Manifests.each(service.at("/spec/ports"))
                    .filter(each -> each.path("port").asInt() == port)
                    .forEach(each -> manifests
                            .workloads()
                            .filter(target -> Selectors.matchLabels(service.at("/spec/selector"), target.labels()))
                            .forEach(target -> edges.add(new Edge(
                                    workload.name(),
                                    target.name(),
                                    Ports.of(target, each.path("targetPort")).orElse(-1)))));
        }
    }

    /** The Service of that name, or the headless one in which a pod has it. */
    private Stream<JsonNode> service(String host) {
        List<String> labels = new ArrayList<>(List.of(host.split("\\.", -1)));
        return manifests.find("Service", labels.get(labels.size() - 1)).stream();
    }
}
