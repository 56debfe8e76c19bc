package dev.breakwater.order.pricing;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** user-service behind its breaker. Who orders is in the token; without user-service only the personal price is missing. */
@Component
class GuardedDiscounts implements Discounts {

    private final GuardedCall<UUID, Integer> discount;

    GuardedDiscounts(Guards guards, UserHttpClient users) {
        discount = guards.on("user-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .call(users::discountPercent)
                .orElse("listPrice", this::listPrice);
    }

    @Override
    public int percent(UUID userId) {
        return discount.with(userId);
    }

    private Integer listPrice(UUID userId, Trouble why) {
        return 0;
    }
}
