package dev.breakwater.order.web;

import dev.breakwater.order.placing.Basket;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/orders}.
 *
 * @param shippingQuote of {@code POST /api/shipping/quotes}, for exactly these items; absent for an order without shipping
 * @param smsTo where news of the order go by SMS; absent for mail
 */
record PlaceOrderRequest(
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Item> items,

        @NotNull
        @Pattern(regexp = "pm_[A-Za-z0-9_]{1,60}", message = "must be the provider's token of a payment method")
        String paymentMethod,

        @Size(min = 1, max = 2_000) @Nullable String shippingQuote,

        @Pattern(regexp = "\\+[1-9]\\d{6,14}", message = "must be a phone number in E.164, such as +4930123456")
        @Nullable
        String smsTo) {

    record Item(
            @NotNull @Size(min = 1, max = 40) String sku,
            @Min(1) @Max(100) int quantity) {}

    Basket basket() {
        return new Basket(
                items.stream()
                        .map(item -> new Basket.Line(item.sku(), item.quantity()))
                        .toList(),
                paymentMethod,
                shippingQuote,
                smsTo);
    }
}
