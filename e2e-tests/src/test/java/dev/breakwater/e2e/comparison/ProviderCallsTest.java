package dev.breakwater.e2e.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.breakwater.e2e.comparison.CallCounts.Count;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderCallsTest {

    private final RunClock clock = RunClock.start(Clock.systemUTC());
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch fourTimes = new CountDownLatch(4);
    private HttpServer stripe;

    /** Has received ten calls more each time it is asked, and the second time says nothing. */
    @BeforeEach
    void start() throws IOException {
        stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        stripe.createContext("/_sim/requests", exchange -> {
            int time = asked.incrementAndGet();
            byte[] body = ("{\"total\":" + 10 * time + "}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(time == 2 ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            fourTimes.countDown();
        });
        stripe.start();
    }

    @AfterEach
    void stop() {
        stripe.stop(0);
    }

    @Test
    void readsWhatTheProviderHasReceivedAndLeavesOutWhatItDoesNotTell() throws Exception {
        CallCounts counts;
        try (ProviderCalls calls = ProviderCalls.watch(shop(), Scenario.of(Catalogue.fault("error-503")))) {
            assertThat(fourTimes.await(20, TimeUnit.SECONDS)).isTrue();
            counts = calls.counts(clock);
        }

        assertThat(counts.counts()).extracting(Count::calls).startsWith(10L, 30L);
        assertThat(counts.counts()).extracting(Count::at).isSorted().allMatch(at -> at > 0);
    }

    @Test
    void asksNobodyWhenWhatIsBrokenCountsNothing() {
        try (ProviderCalls calls = ProviderCalls.watch(shop(), Scenario.of(Catalogue.fault("redis/crash")))) {
            assertThat(calls.counts(clock)).isEqualTo(new CallCounts(List.of()));
        }
        assertThat(asked).hasValue(0);
    }

    private Shop shop() {
        URI uri = URI.create("http://127.0.0.1:" + stripe.getAddress().getPort());
        return new Shop(uri, Map.of("stripe", uri), Map.of(), uri, "token", Map.of(), Map.of(), Guards.ALL);
    }
}
