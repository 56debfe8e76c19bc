package dev.breakwater.order.placing;

import dev.breakwater.order.book.Customer;
import dev.breakwater.order.book.Order;
import dev.breakwater.order.book.OrderId;
import dev.breakwater.order.book.Shipping;
import dev.breakwater.order.pricing.Discounts;
import dev.breakwater.order.products.Products;
import dev.breakwater.order.shipping.ShippingQuotes;
import dev.breakwater.order.shipping.ShippingQuotes.Verdict;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes an order of a basket: prices, the personal discount, the shipping quote. Writes nothing. Thread-safe. */
@Component
class PriceOrder {

    /** What a basket comes to. */
    sealed interface Priced {

        record Ready(Order order) implements Priced {}

        record Unorderable(PlacementResult why) implements Priced {}

        record NotAtThatQuote(PlacementResult why) implements Priced {}
    }

    private final Products products;
    private final Discounts discounts;
    private final ShippingQuotes quotes;
    private final Clock clock;

    PriceOrder(Products products, Discounts discounts, ShippingQuotes quotes, Clock clock) {
        this.products = products;
        this.discounts = discounts;
        this.quotes = quotes;
        this.clock = clock;
    }

    Priced price(Customer customer, String idempotencyKey, Basket basket) {
        Prices prices = new Prices(products.current().bySku());
        Optional<PlacementResult> unorderable = prices.unorderable(basket);
        if (unorderable.isPresent()) {
            return new Priced.Unorderable(unorderable.get());
        }
        Shipping shipping = null;
        if (basket.shippingQuote() != null) {
            Verdict verdict = quotes.verify(basket.shippingQuote(), prices.items(basket), prices.currency(basket));
            if (verdict instanceof Verdict.Refused refused) {
                return new Priced.NotAtThatQuote(new PlacementResult.QuoteRefused(refused.why()));
            }
            shipping = ((Verdict.Valid) verdict).shipping();
        }
        return new Priced.Ready(prices.order(
                OrderId.of(customer.id(), idempotencyKey),
                customer,
                basket,
                discounts.percent(customer.id()),
                shipping,
                clock.instant()));
    }
}
