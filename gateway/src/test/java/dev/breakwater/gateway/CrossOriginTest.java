package dev.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What browsers are told about pages of other sites. {@code HttpClient} may not set {@code Origin}, so the bytes are written by hand. */
class CrossOriginTest {

    private static final Edge edge = Edge.asDeployed();

    @Test
    void aPageOfAConfiguredSiteMaySeeWhetherItsAnswerIsDegraded() throws Exception {
        String head = send("GET", "/api/products", "Origin: https://shop.example");
        assertThat(head)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Access-Control-Allow-Origin: https://shop.example")
                .containsIgnoringCase("X-Degraded: user-db=sharedCopy");
        assertThat(exposed(head)).contains("X-Degraded", "Retry-After", "RateLimit");
    }

    @Test
    void aPreflightIsAnsweredWithoutTokenAndWithoutTheService() throws Exception {
        int seen = edge.orders.seen.size();
        String head = send(
                "OPTIONS",
                "/api/orders",
                "Origin: http://localhost:3000",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, idempotency-key");
        assertThat(head)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Access-Control-Allow-Headers: authorization, idempotency-key");
        assertThat(edge.orders.seen).hasSize(seen);
    }

    @Test
    void aPageOfAnotherSiteGetsAProblemAndTheServiceNothing() throws Exception {
        int seen = edge.orders.seen.size();
        for (String origin : List.of("https://evil.example", "https://shop.example.evil.example", "null")) {
            assertThat(send("GET", "/api/products", "Origin: " + origin))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json")
                    .doesNotContainIgnoringCase("Access-Control-Allow-Origin");
        }
        assertThat(edge.orders.seen).hasSize(seen);
    }

    @Test
    void onlyWhatCameOverTlsIsToldToStayThere() throws Exception {
        assertThat(send("GET", "/health", "X-Forwarded-Proto: https"))
                .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
        assertThat(send("GET", "/health")).doesNotContainIgnoringCase("Strict-Transport-Security");
    }

    private static String send(String method, String target, String... headers) throws IOException {
        return send(edge, method, target, headers);
    }

    static String send(Edge to, String method, String target, String... headers) throws IOException {
        return to.raw(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n"))
                .get(0);
    }

    private static String exposed(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-expose-headers"))
                .findFirst()
                .orElse("");
    }
}
