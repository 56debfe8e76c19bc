package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No endpoint that a service has for the public lacks a route. What they have is read from their controllers' mappings. */
class PublicEndpointsTest {

    private static final Path SERVICES = Path.of("..", "services");

    private static final Pattern MAPPING =
            Pattern.compile("@(Request|Get|Post|Put|Delete|Patch)Mapping(?:\\(\"([^\"]*)\"\\))?\\s");

    private record Endpoint(String service, String method, String path) {

        boolean isPublic() {
            return !path.startsWith("/internal/");
        }
    }

    @Test
    void everyPublicEndpointOfAServiceIsReachedThroughTheGateway() throws Exception {
        List<Endpoint> endpoints =
                declared().stream().filter(Endpoint::isPublic).toList();
        assertThat(endpoints)
                .hasSizeGreaterThan(15)
                .extracting(Endpoint::service)
                .doesNotContain("inventory-service");

        Edge edge = Edge.asShipped();
        edge.services().forEach(StubService::recover);
        Map<String, StubService> owners = Map.of(
                "user-service", edge.users,
                "order-service", edge.orders,
                "payment-service", edge.payments,
                "payment-fallback-service", edge.reviews,
                "warehouse-service", edge.warehouses,
                "notification-service", edge.notifications);
        for (Endpoint endpoint : endpoints) {
            HttpResponse<String> answer = edge.send(edge.request(endpoint.path())
                    .header("Authorization", "Bearer " + edge.token())
                    .method(endpoint.method(), BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(endpoint.toString()).isEqualTo(200);
            assertThat(Objects.requireNonNull(owners.get(endpoint.service())).seen)
                    .as(endpoint.toString())
                    .extracting(StubService.Seen::method, StubService.Seen::uri)
                    .contains(tuple(endpoint.method(), endpoint.path()));
        }
    }

    private static List<Endpoint> declared() throws IOException {
        try (Stream<Path> files = Files.walk(SERVICES)) {
            return files.filter(file -> file.toString().contains("/src/main/")
                            && file.getFileName().toString().endsWith("Controller.java"))
                    .flatMap(PublicEndpointsTest::of)
                    .toList();
        }
    }

    private static Stream<Endpoint> of(Path controller) {
        String service = SERVICES.relativize(controller).getName(0).toString();
        Matcher mapping = MAPPING.matcher(read(controller));
        String prefix = "";
        Stream.Builder<Endpoint> endpoints = Stream.builder();
        while (mapping.find()) {
            String path = mapping.group(2) == null ? "" : mapping.group(2);
            if (mapping.group(1).equals("Request")) {
                prefix = path;
            } else {
                endpoints.add(new Endpoint(
                        service,
                        mapping.group(1).toUpperCase(Locale.ROOT),
                        (prefix + path).replaceAll("\\{\\w+}", "4711")));
            }
        }
        return endpoints.build();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
