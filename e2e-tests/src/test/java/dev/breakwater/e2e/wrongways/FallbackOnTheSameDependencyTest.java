package dev.breakwater.e2e.wrongways;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.wrongways.Dependency.Mood;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A shop that shows baskets of five products, whose prices it asks of the catalogue in one question; the catalogue is down. The right way,
 * here prices remembered from better days, is what order-service does about discounts (the list price: {@code GuardedDiscounts}) and
 * user-service about profiles (a copy: {@code GuardedProfiles}). Where a service does ask another server, it is another company's (UPS for
 * FedEx: {@code GuardedCarriers}).
 */
class FallbackOnTheSameDependencyTest {

    private static final int CUSTOMERS = 100;
    private static final List<String> BASKET = List.of("lamp", "rope", "buoy", "anchor", "sail");
    private static final Map<String, String> REMEMBERED =
            BASKET.stream().collect(Collectors.toMap(sku -> sku, sku -> "word"));

    private GuardedService shop;
    private Dependency catalogue;
    private Dependency archive;
    private int beforeItOpens;

    @BeforeEach
    void theCatalogueIsDown() throws IOException {
        shop = GuardedService.calling(List.of("wrong", "right"));
        catalogue = new Dependency(Mood.FAILS);
        archive = new Dependency(Mood.ANSWERS);
        beforeItOpens = shop.breaker("right").getCircuitBreakerConfig().getMinimumNumberOfCalls();
    }

    @AfterEach
    void stop() throws IOException {
        shop.close();
        catalogue.close();
        archive.close();
    }

    @Test
    void aFallbackThatAsksTheSameServerLeavesTheBreakerNothingToProtect() {
        Visit wrong =
                visit(prices("wrong").orElse("pricesOfTheOlderApi", (basket, why) -> shop.get(catalogue.uri("/v1"))));
        Visit right = visit(prices("right").orElse("lastKnownPrices", (basket, why) -> remembered(basket)));

        assertThat(right).isEqualTo(new Visit(CUSTOMERS, beforeItOpens, 0));
        assertThat(wrong).isEqualTo(new Visit(0, beforeItOpens + CUSTOMERS, 0));
    }

    @Test
    void aFallbackThatCostsMoreThanTheCallHandsTheOutageOnToWhateverPaysForIt() {
        Visit wrong = visit(prices("wrong").orElse("pricesOneByOne", (basket, why) -> oneByOne(basket)));
        Visit right = visit(prices("right").orElse("lastKnownPrices", (basket, why) -> remembered(basket)));

        assertThat(wrong.answered()).isEqualTo(right.answered()).isEqualTo(CUSTOMERS);
        assertThat(wrong.loadOfTheArchive())
                .as("what the catalogue bore in health, times five")
                .isEqualTo(CUSTOMERS * BASKET.size());
        assertThat(right.loadOfTheArchive()).isZero();
    }

    @Test
    void withoutAFallbackTheOutageIsEveryCustomers() {
        Visit wrong = visit(prices("wrong"));
        Visit right = visit(prices("right").orElse("lastKnownPrices", (basket, why) -> remembered(basket)));

        assertThat(wrong.answered()).isZero();
        assertThat(right.answered()).isEqualTo(CUSTOMERS);
    }

    private GuardedCall<List<String>, String> prices(String variant) {
        return shop.guarded(variant).call(basket -> shop.get(catalogue.uri("/v2?of=" + String.join(",", basket))));
    }

    private String oneByOne(List<String> basket) {
        return basket.stream().map(sku -> shop.get(archive.uri("/" + sku))).collect(Collectors.joining(" "));
    }

    private static String remembered(List<String> basket) {
        return basket.stream().map(REMEMBERED::get).collect(Collectors.joining(" "));
    }

    /** What came of a hundred customers: how many saw prices, and what two servers bore for it. */
    private record Visit(int answered, int loadOfTheCatalogue, int loadOfTheArchive) {}

    private Visit visit(GuardedCall<List<String>, String> prices) {
        int ofTheCatalogue = catalogue.arrived();
        int ofTheArchive = archive.arrived();
        int answered = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            try {
                prices.with(BASKET);
                answered++;
            } catch (DependencyUnavailableException sorry) {
                // the customer sees an error page
            }
        }
        return new Visit(answered, catalogue.arrived() - ofTheCatalogue, archive.arrived() - ofTheArchive);
    }
}
