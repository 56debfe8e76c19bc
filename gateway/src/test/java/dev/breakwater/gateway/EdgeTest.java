package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;

class EdgeTest {

    private static final String CHUNKED = String.join(
            "\r\n",
            "POST /api/sessions HTTP/1.1",
            "Host: x",
            "Connection: close",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "",
            "");

    private static final Edge edge = Edge.asShipped();

    @BeforeEach
    void forget() {
        edge.services().forEach(StubService::recover);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("GET", "/api/users/me", edge.users),
                Arguments.of("PUT", "/api/users/me/address", edge.users),
                Arguments.of("POST", "/api/sessions", edge.users),
                Arguments.of("DELETE", "/api/sessions/4711", edge.users),
                Arguments.of("GET", "/api/orders?limit=5", edge.orders),
                Arguments.of("POST", "/api/orders", edge.orders),
                Arguments.of("GET", "/api/products", edge.orders),
                Arguments.of("POST", "/api/payments/4711/refunds", edge.payments),
                Arguments.of("POST", "/webhooks/stripe", edge.payments),
                Arguments.of("GET", "/api/reviews?limit=5", edge.reviews),
                Arguments.of("POST", "/api/reviews/4711/approve", edge.reviews),
                Arguments.of("POST", "/api/shipping/quotes", edge.warehouses),
                Arguments.of("POST", "/api/shipping/quotes/bulk", edge.warehouses),
                Arguments.of("POST", "/webhooks/sendgrid", edge.notifications),
                Arguments.of("POST", "/webhooks/twilio", edge.notifications));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("paths")
    void eachPathGoesToTheServiceThatOwnsItWithTheTokenOfWhoeverCalls(String method, String target, StubService owner)
            throws Exception {
        String token = "Bearer " + edge.token();
        HttpResponse<String> answer = edge.send(edge.request(target)
                .header("Authorization", token)
                .header(
                        "Content-Type",
                        target.endsWith("twilio") ? "application/x-www-form-urlencoded" : "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(edge.services().stream()
                        .mapToInt(service -> service.seen.size())
                        .sum())
                .isEqualTo(1);
        assertThat(owner.seen.get(0))
                .satisfies(seen -> assertThat(seen.method()).isEqualTo(method))
                .satisfies(seen -> assertThat(seen.uri()).isEqualTo(target))
                .satisfies(seen -> assertThat(seen.headers()).containsEntry("authorization", token));
    }

    @Test
    void everyRouteLeadsThroughTheBreakerOfItsService() {
        List<String> unguarded = Objects.requireNonNull(edge.bean(RouteDefinitionLocator.class)
                .getRouteDefinitions()
                .filter(route -> route.getFilters().stream()
                        .filter(filter -> filter.getName().equals("Guarded"))
                        .noneMatch(filter -> route.getId()
                                .replace("-docs", "")
                                .equals(filter.getArgs().values().iterator().next())))
                .map(RouteDefinition::getId)
                .collectList()
                .block());
        assertThat(unguarded).isEmpty();
    }

    static Stream<Arguments> documented() {
        return Stream.of(
                Arguments.of("user-service", edge.users),
                Arguments.of("order-service", edge.orders),
                Arguments.of("payment-service", edge.payments),
                Arguments.of("payment-fallback-service", edge.reviews),
                Arguments.of("warehouse-service", edge.warehouses),
                Arguments.of("notification-service", edge.notifications));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void theServicesDescribeThemselvesThroughTheGateway(String name, StubService service) throws Exception {
        assertThat(edge.get("/v3/api-docs/" + name).statusCode()).isEqualTo(200);
        assertThat(service.seen).extracting(StubService.Seen::uri).containsExactly("/v3/api-docs");
    }

    @Test
    void theClientsOwnDeadlineIsReplaced() throws Exception {
        edge.get(
                "/api/users/me",
                "Authorization",
                "Bearer " + edge.token(),
                "X-Request-Timeout-Ms",
                "3600000",
                "X-Degraded",
                "forged=yes");
        Map<String, String> headers = edge.users.seen.get(0).headers();
        assertThat(headers).doesNotContainKey("x-degraded");
        // what user-service's policy grants it, less the margin
        assertThat(Integer.parseInt(headers.getOrDefault("x-request-timeout-ms", "")))
                .isBetween(4_000, 4_750);
    }

    @Test
    void aDegradedAnswerStaysMarked() throws Exception {
        assertThat(edge.getAsUser("/api/users/me").headers().firstValue("X-Degraded"))
                .hasValue("user-db=sharedCopy");
    }

    static Stream<Arguments> badTokens() {
        Instant past = Clock.systemUTC().instant().minusSeconds(60);
        return Stream.of(
                Arguments.of(
                        "expired",
                        edge.keys.sign(Keys.validClaims()
                                .expirationTime(Date.from(past))
                                .build())),
                Arguments.of(
                        "without expiry",
                        edge.keys.sign(Keys.validClaims().expirationTime(null).build())),
                Arguments.of(
                        "of another issuer",
                        edge.keys.sign(Keys.validClaims().issuer("elsewhere").build())),
                Arguments.of(
                        "for another audience",
                        edge.keys.sign(Keys.validClaims().audience("elsewhere").build())),
                Arguments.of(
                        "signed by another key",
                        new Keys().sign(Keys.validClaims().build())),
                Arguments.of("unsigned", new PlainJWT(Keys.validClaims().build()).serialize()),
                Arguments.of("nonsense", "nonsense"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenThatIsNotOursEndsAtTheEdge(String kind, String token) throws Exception {
        HttpResponse<String> answer = edge.get("/api/users/me", "Authorization", "Bearer " + token);
        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(edge.users.seen).isEmpty();
    }

    @Test
    void anExpiredTokenKeepsNobodyFromSigningInAgain() throws Exception {
        HttpResponse<String> answer = edge.send(posting("/api/sessions")
                .header("Authorization", "Bearer nonsense")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void noTokenEndsAtTheEdge() throws Exception {
        problem(edge.get("/api/orders"), 401, "unauthenticated");
        assertThat(edge.orders.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/payments/1",
                "/actuator",
                "/actuator/health",
                "/actuator/circuitbreakers",
                "/v3/api-docs/inventory-service",
                "/internal/warehouses",
                "/internal/queued-payments",
                "/internal/users/1/discount",
                "/actuator/breakers",
                "/actuator/prometheus",
                "/actuator/gateway/routes",
                "/api/internal/payments",
                "/webhooks/other",
                "/nothing",
                "/"
            })
    void whatIsNotPublicDoesNotExist(String target) throws Exception {
        problem(edge.getAsUser(target), 404, "not-found");
        assertThat(edge.services())
                .allSatisfy(service -> assertThat(service.seen).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users/../../internal/payments/1",
                "/api/users/%2e%2e/%2e%2e/actuator/health",
                "/api/users/..%2f..%2finternal/payments/1",
                "//internal/payments/1",
                "/api/users/;/../internal",
                "/api/users/%00",
                "/api/reviews/../../internal/queued-payments",
                "/api/shipping/%2e%2e/%2e%2e/internal/warehouses",
                "/api/payments/..%2f..%2finternal%2fpayments",
                "/api/payments/4711%5c..%5cinternal",
                "/webhooks/twilio/..;/actuator"
            })
    void noSpellingOfAPathReachesAnInternalOne(String target) throws IOException {
        List<String> answer = edge.raw("GET " + target
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + edge.token() + "\r\n\r\n");
        assertThat(answer.get(0)).containsPattern("HTTP/1.1 40[04]");
        assertThat(answer.get(1)).contains("/problems/");
        assertThat(edge.services())
                .allSatisfy(service -> assertThat(service.seen).isEmpty());
    }

    @Test
    void theActuatorListensElsewhere() throws Exception {
        assertThat(edge.send(edge.actuatorRequest("health")).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutAnInternalTokenNobodyChangesAnythingThroughTheActuator() throws Exception {
        HttpRequest.Builder forcing = edge.actuatorRequest("circuitbreakers/order-service")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer ")
                .POST(BodyPublishers.ofString("{\"updateState\":\"FORCE_OPEN\"}"));
        problem(edge.send(forcing), 401, "unauthenticated");
    }

    @Test
    void anActuatorOnThePublicPortKeepsTheGatewayFromStarting() {
        assertThatThrownBy(() -> new Edge(Map.of("server.port", "18080", "management.server.port", "18080")).close())
                .hasRootCauseMessage(
                        "MANAGEMENT_PORT must differ from SERVER_PORT: the actuator is not for the public");
    }

    @Test
    void anAnnouncedOversizedBodyIsRefused() throws Exception {
        HttpResponse<String> answer =
                edge.send(posting("/api/sessions").POST(BodyPublishers.ofString(" ".repeat(64 * 1024 + 1))));
        problem(answer, 413, "payload-too-large");
        assertThat(edge.users.seen).isEmpty();
    }

    @Test
    void anOversizedBodyWithoutLengthIsRefused() throws IOException {
        String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
        List<String> answer = edge.raw(CHUNKED + chunk.repeat(17) + "0\r\n\r\n");
        assertThat(answer.get(0)).startsWith("HTTP/1.1 413").contains("application/problem+json");
        assertThat(answer.get(1)).contains("/problems/payload-too-large");
        assertThat(edge.users.seen).isEmpty();
    }

    @Test
    void aBodyWithinTheLimitArrivesWithAndWithoutLength() throws Exception {
        HttpResponse<String> announced =
                edge.send(posting("/api/sessions").POST(BodyPublishers.ofString(" ".repeat(64 * 1024))));
        assertThat(announced.body()).isEqualTo("{\"bytes\":65536}");
        List<String> chunked = edge.raw(CHUNKED + "5\r\nhello\r\n0\r\n\r\n");
        assertThat(chunked.get(1)).contains("{\"bytes\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get"})
    void aMethodThatIsNotInUseEndsAtTheEdge(String method) throws IOException {
        List<String> answer = edge.raw(method + " /api/products HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer.get(0)).containsPattern("HTTP/1.1 4[0-9][0-9]");
        assertThat(edge.orders.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "nonsense",
                "multipart/form-data"
            })
    void aBodyThatIsNotJsonEndsAtTheEdge(String type) throws Exception {
        HttpRequest.Builder request = edge.request("/api/sessions").POST(BodyPublishers.ofString("{}"));
        problem(
                edge.send(type.isEmpty() ? request : request.header("Content-Type", type)),
                415,
                "unsupported-media-type");
        assertThat(edge.users.seen).isEmpty();
    }

    @Test
    void aBodyWhereNoneBelongsEndsAtTheEdge() throws Exception {
        problem(
                edge.send(posting("/api/products").method("GET", BodyPublishers.ofString("{}"))),
                400,
                "malformed-request");
        assertThat(edge.orders.seen).isEmpty();
    }

    @Test
    void headersBeyondTheLimitEndBeforeAnythingReadsThem() throws IOException {
        List<String> answer = edge.raw("GET /api/products HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
                + "a".repeat(9_000) + "\r\n\r\n");
        assertThat(answer.get(0)).startsWith("HTTP/1.1 431");
        assertThat(edge.orders.seen).isEmpty();
    }

    @Test
    void anAnswerToSomebodyIsKeptByNoCache() throws Exception {
        assertThat(edge.getAsUser("/api/users/me").headers().allValues("Cache-Control"))
                .containsExactly("no-store");
    }

    @Test
    void whoSaysThatTheyCameOverTlsIsNotBelievedWithoutATrustedProxy() throws Exception {
        assertThat(edge.get("/health", "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void withoutConfiguredSitesNoBrowserIsToldAnything() throws Exception {
        assertThat(CrossOriginTest.send(edge, "GET", "/api/products", "Origin: https://shop.example"))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("Access-Control-");
    }

    @Test
    void anotherMethodIsNotAllowed() throws Exception {
        HttpResponse<String> answer = edge.send(edge.request("/health").DELETE());
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    @Test
    void theLoadBalancerIsToldThatTheGatewayIsUp() throws Exception {
        HttpResponse<String> answer = edge.get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Edge.json(answer.body()).get("status").asText()).isEqualTo("UP");
    }

    @Test
    void answersCarrySecurityHeaders() throws Exception {
        var headers = edge.get("/health").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void aProblemsTypeLeadsToItsPage() throws Exception {
        HttpResponse<String> html = edge.get("/problems/insufficient-stock", "Accept", "text/html");
        assertThat(html.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(html.body()).contains("<h1>insufficient-stock: ").contains("<h2>What to do</h2>");
        HttpResponse<String> markdown = edge.get("/problems/insufficient-stock", "Accept", "text/markdown");
        assertThat(markdown.body()).startsWith("# insufficient-stock: ");
        problem(edge.get("/problems/no-such-problem"), 404, "not-found");
    }

    @Test
    void onePageListsTheDocumentationOfAllServices() throws Exception {
        String location = edge.get("/openapi").headers().firstValue("Location").orElseThrow();
        HttpResponse<String> page = edge.get(location);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui-bundle.js").doesNotContain("https://");
        assertThat(edge.get(location.replace("index.html", "swagger-ui-bundle.js"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> urls = edge.get("/v3/api-docs/swagger-config");
        assertThat(urls.body())
                .contains(
                        "/v3/api-docs/user-service",
                        "/v3/api-docs/order-service",
                        "/v3/api-docs/payment-service",
                        "/v3/api-docs/payment-fallback-service",
                        "/v3/api-docs/warehouse-service",
                        "/v3/api-docs/notification-service",
                        "\"/v3/api-docs\"");
    }

    @Test
    void theGatewayDescribesWhatItAnswersItself() throws Exception {
        JsonNode paths = Edge.json(edge.get("/v3/api-docs").body()).get("paths");
        assertThat(paths.fieldNames()).toIterable().containsExactlyInAnyOrder("/health", "/problems/{name}");
        assertThat(paths.at("/~1health/get/responses").fieldNames())
                .toIterable()
                .contains("200", "503");
        assertThat(paths.at("/~1problems~1{name}/get/responses/200/content").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("text/html;charset=UTF-8", "text/markdown;charset=UTF-8");
    }

    private static HttpRequest.Builder posting(String target) {
        return edge.request(target).header("Content-Type", "application/json");
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String slug) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Edge.json(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }
}
