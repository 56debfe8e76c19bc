package dev.breakwater.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request for each route, and the service that it is for. */
final class Routes {

    private Routes() {}

    record Route(String service, String method, String target, StubService stub) {

        HttpRequest request(Edge edge, String token) {
            return edge.request(target)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                    .build();
        }
    }

    static List<Route> of(Edge edge) {
        return List.of(
                new Route("user-service", "GET", "/api/users/me", edge.users),
                new Route("order-service", "GET", "/api/orders", edge.orders),
                new Route("payment-service", "POST", "/api/payments/4711/refunds", edge.payments),
                new Route("payment-fallback-service", "GET", "/api/reviews", edge.reviews),
                new Route("warehouse-service", "POST", "/api/shipping/quotes", edge.warehouses),
                new Route("notification-service", "POST", "/webhooks/sendgrid", edge.notifications));
    }

    /** Policies with time limits that a test can wait for; figures and states as in production, at the highest speed. */
    static Map<String, String> impatient(String... more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("breakwater.speed", "60");
        for (String service : List.of(
                "user-service",
                "order-service",
                "payment-service",
                "payment-fallback-service",
                "warehouse-service",
                "notification-service")) {
            settings.put("resilience4j.timelimiter.instances." + service + ".timeout-duration", "1s");
            settings.put("resilience4j.circuitbreaker.instances." + service + ".slow-call-duration-threshold", "600ms");
            settings.put("resilience4j.retry.instances." + service + ".wait-duration", "5ms");
        }
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }
}
