package dev.breakwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.e2e.SharedShop.Running;
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
import dev.breakwater.e2e.report.Published;
import dev.breakwater.e2e.run.Footprint;
import dev.breakwater.e2e.run.Json;
import dev.breakwater.e2e.run.Shop;
import dev.breakwater.e2e.scenario.Script;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** It starts, money survives processes that are killed, and the README's table is true. The scenario of the README is among {@link IncidentsIT}'s. */
@Order(1)
@ExtendWith(SharedShop.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StripeOutageIT {

    private static final long SEED = 20;

    /** Recorded for whoever wants to know; machines differ too much for a bound. */
    @Test
    @Order(1)
    void theFirstOrderIsServed(Running system) throws Exception {
        Shop shop = system.shop();
        Customer customer =
                Customer.register(shop.gateway(), "first-" + Clock.systemUTC().millis());
        long price = price(shop, customer, "BW-LAMP");
        PlaceOrder lamp =
                new PlaceOrder("the-first-order", List.of(new Line("BW-LAMP", 1)), "pm_card_visa", false, price, "EUR");
        Recorder recorder = new Recorder();
        try (LoadDriver driver = new LoadDriver(shop.gateway(), List.of(customer), recorder, system.clock(), 10)) {
            driver.play(Phase.WARM_UP, List.of(new Arrival(0, 0, lamp)));
            driver.awaitAnswers();
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("secondsFromJarsToTheFirstOrder", system.clock().seconds());
        OptionalLong resident = Footprint.residentBytes(shop.processes().values());
        resident.ifPresent(bytes -> figures.put("residentMiB", bytes >> 20));
        Published.json(Running.EVIDENCE.resolve("start.json"), figures);
        Running.CONSOLE.line("start: " + figures);

        assertThat(recorder.samples())
                .singleElement()
                .satisfies(sample ->
                        assertThat(sample.outcome()).as(sample.detail()).isEqualTo(Outcome.PRIMARY));
    }

    @Test
    @Order(2)
    void moneySurvivesMurder(Running system) throws Exception {
        Scenario unknown = Scenario.of(Catalogue.fault("reply-lost"));
        system.assertHolds(Script.brief(unknown, Running.SPEED, SEED, true), "chaos-kill");
    }

    @Test
    @Order(3)
    void theReadmesTableIsThatOfTheRunningBreakers(Running system) throws Exception {
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
