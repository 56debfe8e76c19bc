package dev.breakwater.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.e2e.breakers.BreakerWatch;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.report.Backlog;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Shop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class WatchTest {

    private final Clock clock = Clock.systemUTC();
    private final FakeSystem system = new FakeSystem(clock);
    private final Shop shop = system.shop(Map.of());

    WatchTest() throws IOException {}

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void notesHowManyPaymentsWaitAndForHowLongTheOldestHas() throws Exception {
        orderWhileBroken(3);
        try (Watch watch = watching()) {
            await().until(() -> watch.backlog().size() >= 2);

            List<Backlog> backlog = watch.backlog();
            assertThat(backlog).allSatisfy(reading -> {
                assertThat(reading.pending()).hasValue(3);
                // all of them received and not settled: they wait all the same
                assertThat(reading.queued()).hasValue(3);
            });
            double passed = backlog.get(1).at() - backlog.get(0).at();
            double older = backlog.get(1).oldestSeconds().orElseThrow()
                    - backlog.get(0).oldestSeconds().orElseThrow();
            assertThat(older).isBetween(passed / 2, passed * 2);
        }
    }

    @Test
    void anAgeIsZeroWhenNothingWaits() {
        try (Watch watch = watching()) {
            await().until(() -> !watch.backlog().isEmpty());

            assertThat(watch.backlog().get(0).pending()).hasValue(0);
            assertThat(watch.backlog().get(0).oldestSeconds()).hasValue(0);
        }
    }

    @Test
    void notesNothingWhereNobodyCanTell() throws Exception {
        orderWhileBroken(1);
        system.ordersCannotBeRead = true;
        try (Watch watch = watching()) {
            await().until(() -> !watch.backlog().isEmpty());

            Backlog first = watch.backlog().get(0);
            assertThat(first.queued()).hasValue(1);
            assertThat(first.pending()).isEmpty();
            assertThat(first.oldestSeconds()).isEmpty();
        }
    }

    private void orderWhileBroken(int orders) throws Exception {
        Json.send("PUT", shop.simulator("stripe").resolve("/_sim/faults/error-503"), Map.of());
        for (int i = 0; i < orders; i++) {
            Object order = Map.of("items", List.of(Map.of("sku", "BW-LAMP", "quantity", 1)), "paymentMethod", "good");
            Json.send("POST", shop.gateway().resolve("/api/orders"), order);
        }
    }

    private Watch watching() {
        RunClock time = RunClock.start(clock);
        Recorder recorder = new Recorder();
        Watch watch = new Watch(
                shop,
                system,
                time,
                recorder,
                new LoadDriver(shop.gateway(), List.of(), recorder, time, 1),
                new BreakerWatch(shop.breakers()),
                new Console(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false));
        watch.start();
        return watch;
    }
}
