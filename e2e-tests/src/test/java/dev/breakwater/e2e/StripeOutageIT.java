package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Arrival;
import dev.breakwater.e2e.load.Arrival.Line;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import dev.breakwater.e2e.load.Customer;
import dev.breakwater.e2e.load.LoadDriver;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Recorder;
import dev.breakwater.e2e.local.LocalShop;
import dev.breakwater.e2e.report.Console;
import dev.breakwater.e2e.report.Evidence;
import dev.breakwater.e2e.report.HtmlReport;
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.run.Footprint;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.RunningShop;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Outage;
import dev.breakwater.e2e.scenario.Script;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole system, started once from its jars; scenario upon scenario on it, each audited by itself. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StripeOutageIT {

    private static final int SPEED = 10;
    private static final long SEED = 20;
    private static final Path EVIDENCE = Path.of("target/evidence");
    private static final Console CONSOLE = new Console(System.out, false);

    private static final RunClock CLOCK = RunClock.start(Clock.systemUTC());
    private static RunningShop system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalShop.start("e2e", SPEED, CONSOLE::line);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** Recorded for whoever wants to know; machines differ too much for a bound. */
    @Test
    @Order(1)
    void theFirstOrderIsServed() throws Exception {
        Shop shop = system.shop();
        Customer customer =
                Customer.register(shop.gateway(), "first-" + Clock.systemUTC().millis());
        long price = price(shop, customer, "BW-LAMP");
        PlaceOrder lamp =
                new PlaceOrder("the-first-order", List.of(new Line("BW-LAMP", 1)), "pm_card_visa", false, price, "EUR");
        Recorder recorder = new Recorder();
        try (LoadDriver driver = new LoadDriver(shop.gateway(), List.of(customer), recorder, CLOCK, 10)) {
            driver.play(Phase.WARM_UP, List.of(new Arrival(0, 0, lamp)));
            driver.awaitAnswers();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("secondsFromJarsToTheFirstOrder", CLOCK.seconds());
        OptionalLong resident = Footprint.residentBytes(shop.processes().values());
        resident.ifPresent(bytes -> figures.put("residentMiB", bytes >> 20));
        Published.json(EVIDENCE.resolve("start.json"), figures);
        CONSOLE.line("start: " + figures);

        assertThat(recorder.samples())
                .singleElement()
                .satisfies(sample ->
                        assertThat(sample.outcome()).as(sample.detail()).isEqualTo(Outcome.PRIMARY));
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"error-503", "reply-lost"})
    void everyInvariantHoldsThroughAnOutage(String fault) throws Exception {
        assertHolds(play(Script.full(Scenario.of(Catalogue.fault(fault)), SPEED, SEED, false), fault));
    }

    @Test
    @Order(3)
    void moneySurvivesMurder() throws Exception {
        assertHolds(play(Script.full(Scenario.of(Catalogue.fault("error-503")), SPEED, SEED, true), "chaos-kill"));
    }

    @Test
    @Order(4)
    void theReadmesTableIsThatOfTheRunningBreakers() throws Exception {
        Map<String, String> running = new TreeMap<>();
        for (Map.Entry<String, URI> service : system.shop().breakers().entrySet()) {
            for (JsonNode breaker :
                    Json.get(service.getValue().resolve("/actuator/breakers")).path("breakers")) {
                running.put(
                        service.getKey() + " " + breaker.path("name").asText(),
                        breaker.path("policy").asText());
            }
        }

        assertThat(ReadmeTable.policies()).containsExactlyEntriesOf(running);
        assertThat(ReadmeTable.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }

    private static Evidence play(Script script, String name) throws Exception {
        Evidence evidence = new Outage(system.shop(), script, Clock.systemUTC(), CONSOLE).run();
        Published.text(EVIDENCE.resolve(name).resolve("report.html"), HtmlReport.of(evidence));
        Published.json(EVIDENCE.resolve(name).resolve("summary.json"), evidence.summary());
        CONSOLE.verdict(evidence.summary());
        return evidence;
    }

    private static void assertHolds(Evidence evidence) {
        assertThat(evidence.summary().invariants()).hasSizeGreaterThan(15).allMatch(Invariant::holds);
    }

    private static long price(Shop shop, Customer customer, String sku) throws Exception {
        for (var product : Json.get(
                        shop.gateway().resolve("/api/products"), "Authorization", "Bearer " + customer.token())
                .path("products")) {
            if (product.path("sku").asText().equals(sku)) {
                return product.path("priceMinor").asLong();
            }
        }
        throw new AssertionError("the shop does not sell " + sku);
    }
}
