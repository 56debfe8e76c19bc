package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.e2e.wrongways.Dependency.Mood;
import dev.breakwater.resilience.GuardedCall;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The other leak of an outage: a connection that is not given back to its pool when the answer is an error. The right way is the client of
 * every service ({@code DeadlineHttp}): whatever the answer, it is read to its end and the connection given back.
 */
class LostConnectionsTest {

    private static final int CONNECTIONS = 5;

    private GuardedService shop;
    private CloseableHttpClient http;

    @BeforeEach
    void start() {
        shop = GuardedService.calling(
                List.of("wrong", "right"), "breakwater.speed=60"); // half a second to the first probe
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(20, TimeUnit.MILLISECONDS)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
        http.close();
    }

    @Test
    void aPoolThatLostItsConnectionsKeepsTheBreakerOpenThoughTheProviderIsWell() throws Exception {
        try (Dependency one = new Dependency(Mood.FAILS);
                Dependency other = new Dependency(Mood.FAILS)) {
            GuardedCall<String, String> wrong = shop.guarded("wrong")
                    .call((String order) -> losing(one.uri("/" + order)))
                    .orElse("queuePayment", (order, why) -> "queued");
            GuardedCall<String, String> right = shop.guarded("right")
                    .call((String order) -> shop.get(other.uri("/" + order)))
                    .orElse("queuePayment", (order, why) -> "queued");
            while (!isOpen("wrong") || !isOpen("right")) {
                charge(wrong);
                charge(right);
            }
            int lost = one.arrived();

            one.now(Mood.ANSWERS);
            other.now(Mood.ANSWERS);

            await().until(() -> charge(right) && shop.breaker("right").getState() == State.CLOSED);
            await().until(() -> charge(wrong) && failedProbes("wrong") >= 2);
            assertThat(shop.breaker("wrong").getState()).isNotEqualTo(State.CLOSED);
            assertThat(one.arrived()).as("no probe reached it").isEqualTo(lost).isEqualTo(CONNECTIONS);
        }
    }

    private String losing(URI uri) throws Exception {
        ClassicHttpResponse response = http.executeOpen(null, new HttpGet(uri), null);
        if (response.getCode() >= 500) {
            throw new IOException("HTTP " + response.getCode()); // and nobody closes the response
        }
        try (response) {
            return EntityUtils.toString(response.getEntity());
        }
    }

    /** Places an order; true, so that it can stand in a condition. */
    private static boolean charge(GuardedCall<String, String> charge) {
        return charge.with("order") != null;
    }

    private boolean isOpen(String breaker) {
        return shop.breaker(breaker).getState() == State.OPEN;
    }

    private long failedProbes(String breaker) {
        return shop.breaker(breaker).history().stream()
                .filter(change -> change.from() == State.HALF_OPEN && change.to() == State.OPEN)
                .count();
    }
}
