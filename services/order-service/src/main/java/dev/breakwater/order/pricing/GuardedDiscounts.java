package dev.breakwater.order.pricing;

import dev.breakwater.order.remote.RefusedException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Guards;
import dev.breakwater.resilience.Trouble;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** user-service behind its breaker. Who orders is in the token; without user-service only the personal price is missing. */
@Component
class GuardedDiscounts implements Discounts {

    private static final Logger log = LoggerFactory.getLogger(GuardedDiscounts.class);

    private final GuardedCall<UUID, Integer> discount;

    GuardedDiscounts(Guards guards, UserHttpClient users) {
        discount = guards.on("user-service")
                .circuitBreaker()
                .concurrencyLimit()
                .timeLimit()
                .idempotent()
                .call(users::discountPercent)
                .orElse("listPrice", this::listPrice);
    }

    @Override
    public int percent(UUID userId) {
        try {
            return discount.with(userId);
        } catch (RefusedException why) {
            log.error("User {} pays the list price: {}", userId, why.getMessage());
            return 0;
        }
    }

    private Integer listPrice(UUID userId, Trouble why) {
        return 0;
    }
}
