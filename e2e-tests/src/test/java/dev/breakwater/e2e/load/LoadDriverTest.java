package dev.breakwater.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.load.Arrival.Line;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Arrival.Read;
import dev.breakwater.e2e.run.RunClock;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {

    private final RunClock clock = RunClock.start(Clock.systemUTC());
    private final Recorder recorder = new Recorder();
    private final FakeShop shop = new FakeShop();

    LoadDriverTest() throws IOException {}

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void arrivalsDoNotWaitForAnswers() throws Exception {
        shop.gate = new CountDownLatch(1);
        try (LoadDriver driver = driver(shop.uri(), 1000)) {
            driver.play(Phase.OUTAGE, orders(30, Duration.ofMillis(300)));

            assertThat(driver.inFlight()).isEqualTo(30);
            assertThat(recorder.samples()).isEmpty();
            shop.gate.countDown();
            driver.awaitAnswers();
            assertThat(driver.peakInFlight()).isEqualTo(30);
        }
        assertThat(recorder.samples()).hasSize(30).allMatch(sample -> sample.outcome() == Outcome.PRIMARY);
    }

    @Test
    void latencyCountsFromTheMomentAnOrderWasDue() throws Exception {
        shop.gate = new CountDownLatch(1);
        try (LoadDriver driver = driver(shop.uri(), 1000)) {
            driver.play(Phase.OUTAGE, orders(10, Duration.ofMillis(400)));
            shop.gate.countDown();
            driver.awaitAnswers();
        }
        // None was answered before the last had come, so whoever came first waited for the whole schedule: 360 ms.
        Sample first = recorder.samples().stream()
                .min((a, b) -> Double.compare(a.at(), b.at()))
                .orElseThrow();
        assertThat(first.latencyMs()).isGreaterThan(359);
    }

    @Test
    void anErrorIsRecordedOnceAndNeverTriedAgain() throws Exception {
        shop.status = 503;
        try (LoadDriver driver = driver(shop.uri(), 1000)) {
            driver.play(Phase.OUTAGE, orders(5, Duration.ofMillis(50)));
            driver.awaitAnswers();
        }
        assertThat(shop.keys).hasSize(5).doesNotHaveDuplicates();
        assertThat(recorder.samples()).hasSize(5).allSatisfy(sample -> {
            assertThat(sample.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(sample.detail()).contains("status 503");
        });
    }

    @Test
    void aRefusedConnectionIsAFailure() throws Exception {
        try (LoadDriver driver = driver(URI.create("http://127.0.0.1:1"), 1000)) {
            driver.play(Phase.HEALTHY, orders(1, Duration.ofMillis(1)));
            driver.awaitAnswers();
        }
        assertThat(recorder.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(sample.status()).isZero();
            assertThat(sample.detail()).startsWith("no answer");
        });
    }

    @Test
    void whatDoesNotFitUnderTheCapIsAFailureAndNotHidden() throws Exception {
        shop.gate = new CountDownLatch(1);
        try (LoadDriver driver = driver(shop.uri(), 3)) {
            driver.play(Phase.OUTAGE, orders(5, Duration.ofMillis(50)));
            assertThat(driver.turnedAway()).isEqualTo(2);
            shop.gate.countDown();
            driver.awaitAnswers();
        }
        assertThat(recorder.samples()).hasSize(5);
        assertThat(recorder.samples().stream().filter(sample -> sample.outcome() == Outcome.FAILED))
                .hasSize(2);
    }

    @Test
    void readsAreNotOrders() throws Exception {
        try (LoadDriver driver = driver(shop.uri(), 10)) {
            driver.play(Phase.HEALTHY, List.of(new Arrival(0, 0, Read.PROFILE)));
            driver.awaitAnswers();
        }
        assertThat(recorder.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.order()).isFalse();
            assertThat(sample.outcome()).isEqualTo(Outcome.PRIMARY);
        });
    }

    private LoadDriver driver(URI gateway, int most) throws Exception {
        return new LoadDriver(gateway, List.of(Customer.register(shop.uri(), "anna")), recorder, clock, most);
    }

    private static List<Arrival> orders(int count, Duration length) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Arrival(
                        length.toNanos() * i / count,
                        0,
                        new PlaceOrder(
                                "key-of-" + i, List.of(new Line("BW-LAMP", 1)), "pm_card_visa", false, 4200, "EUR")))
                .toList();
    }
}
