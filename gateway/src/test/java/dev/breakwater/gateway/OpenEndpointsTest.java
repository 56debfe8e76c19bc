package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody may read without a token, and what becomes of those who ask for something else there. */
class OpenEndpointsTest {

    private static final Edge edge = Edge.asShipped();

    @BeforeEach
    void forget() {
        edge.orders.recover();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/health", "/problems/not-found"})
    void readingNeedsNoTokenAndAnUnknownParameterDoesNoHarm(String path) throws Exception {
        HttpResponse<String> plain = edge.get(path);
        assertThat(plain.statusCode()).isEqualTo(200);
        HttpResponse<String> odd = edge.get(path + "?limit=-1&limit=many&%3Cscript%3E=1&empty");
        assertThat(odd.statusCode()).isEqualTo(200);
        assertThat(odd.body()).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /health",
        "PUT, /health",
        "PATCH, /health",
        "DELETE, /health",
        "POST, /problems/not-found",
        "PUT, /problems/not-found",
        "PATCH, /problems/not-found",
        "DELETE, /problems/not-found"
    })
    void anotherMethodIsNotAllowed(String method, String path) throws Exception {
        HttpResponse<String> answer = edge.send(edge.request(path).method(method, BodyPublishers.noBody()));
        EdgeTest.problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void onlyReadingProductsIsOpen(String method) throws Exception {
        HttpRequest.Builder request = edge.request("/api/products").method(method, BodyPublishers.noBody());
        EdgeTest.problem(edge.send(request), 401, "unauthenticated");
        assertThat(edge.orders.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/health", "/problems/not-found"})
    void aBodyIsRefused(String path) throws Exception {
        HttpRequest.Builder request = edge.request(path)
                .header("Content-Type", "application/json")
                .method("GET", BodyPublishers.ofString("{}"));
        EdgeTest.problem(edge.send(request), 400, "malformed-request");
        assertThat(edge.orders.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/health, image/png",
        "/health, nonsense",
        "/problems/not-found, image/png",
        "/problems/not-found, nonsense"
    })
    void whatNobodyHasIsNotAcceptable(String path, String accept) throws Exception {
        EdgeTest.problem(edge.get(path, "Accept", accept), 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "NOT-FOUND", "not-found.md", "application.yml"})
    void aProblemThatDoesNotExistHasNoPage(String name) throws Exception {
        EdgeTest.problem(edge.get("/problems/" + name), 404, "not-found");
    }
}
