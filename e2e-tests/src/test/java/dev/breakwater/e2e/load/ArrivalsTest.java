package dev.breakwater.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.load.Arrival.Line;
import dev.breakwater.e2e.load.Arrival.PlaceOrder;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final List<Product> PRODUCTS = List.of(
            new Product("BW-LAMP", 4200, "EUR"),
            new Product("BW-ROPE", 1500, "EUR"),
            new Product("BW-BELL", 900, "EUR"));

    @Test
    void thereAreExactlyAsManyOrdersAsAskedForHoweverLongThePhase() {
        for (Duration length : List.of(Duration.ofSeconds(4), Duration.ofMinutes(4))) {
            List<Arrival> arrivals = arrivals(1).of(500, length);

            assertThat(orders(arrivals)).hasSize(500);
            assertThat(arrivals).hasSize(605);
            assertThat(arrivals).allMatch(arrival -> arrival.atNanos() >= 0 && arrival.atNanos() < length.toNanos());
            assertThat(arrivals).isSortedAccordingTo((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
        }
    }

    @Test
    void theSameSeedDrawsTheSame() {
        List<Arrival> drawn = arrivals(7).of(50, Duration.ofSeconds(1));

        assertThat(arrivals(7).of(50, Duration.ofSeconds(1))).isEqualTo(drawn);
        assertThat(arrivals(8).of(50, Duration.ofSeconds(1))).isNotEqualTo(drawn);
    }

    @Test
    void everyOrderHasAKeyOfItsOwnAndTheSumOfItsLines() {
        List<PlaceOrder> orders = orders(arrivals(3).of(1000, Duration.ofSeconds(1)));

        assertThat(orders).extracting(PlaceOrder::idempotencyKey).doesNotHaveDuplicates();
        assertThat(orders).allSatisfy(order -> {
            assertThat(order.idempotencyKey()).matches("[A-Za-z0-9_-]{8,64}");
            assertThat(order.lines()).extracting(Line::sku).doesNotHaveDuplicates();
            assertThat(order.totalMinor())
                    .isEqualTo(order.lines().stream()
                            .mapToLong(line -> line.quantity() * price(line.sku()))
                            .sum());
        });
        assertThat(orders).extracting(order -> order.lines().size()).contains(1, 2, 3);
    }

    @Test
    void aboutOneInTwentyFiveCardsDeclines() {
        List<PlaceOrder> orders = orders(arrivals(3).of(5000, Duration.ofSeconds(1)));

        assertThat(orders.stream().filter(PlaceOrder::cardDeclines).count()).isBetween(150L, 250L);
        assertThat(orders)
                .allMatch(order -> order.cardDeclines() == order.paymentMethod().contains("Declined"));
    }

    private static Arrivals arrivals(long seed) {
        return new Arrivals(new SplittableRandom(seed), "test", PRODUCTS, 8, Mix.BUYING);
    }

    private static List<PlaceOrder> orders(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::wish)
                .filter(PlaceOrder.class::isInstance)
                .map(PlaceOrder.class::cast)
                .toList();
    }

    private static long price(String sku) {
        return PRODUCTS.stream()
                .filter(product -> product.sku().equals(sku))
                .findFirst()
                .orElseThrow()
                .priceMinor();
    }
}
