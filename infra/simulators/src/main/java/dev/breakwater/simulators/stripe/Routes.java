package dev.breakwater.simulators.stripe;

import dev.breakwater.simulators.stripe.StripeRequest.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which endpoint a method and a path lead to. */
final class Routes {

    /** @param template a path in which {@code {id}} stands for one segment */
    record Route(String method, String template, Operation operation) {

        String name() {
            return method + " " + template;
        }
    }

    /** @param id the segment in the place of {@code {id}}; empty if there is none */
    record Match(Route route, String id) {}

    private final List<Route> routes;

    Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    Optional<Match> find(String method, String path) {
        String[] segments = path.split("/", -1);
        for (Route route : routes) {
            if (route.method().equals(method)) {
                String id = id(route.template().split("/", -1), segments);
                if (id != null) {
                    return Optional.of(new Match(route, id));
                }
            }
        }
        return Optional.empty();
    }

    /** Null if the path does not match. */
    private static @Nullable String id(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return null;
        }
        String id = "";
        for (int i = 0; i < template.length; i++) {
            if (template[i].equals("{id}") && !segments[i].isEmpty()) {
                id = segments[i];
            } else if (!template[i].equals(segments[i])) {
                return null;
            }
        }
        return id;
    }
}
