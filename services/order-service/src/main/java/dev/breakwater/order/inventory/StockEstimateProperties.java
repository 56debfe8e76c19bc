package dev.breakwater.order.inventory;

import dev.breakwater.resilience.Speed;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the stock is estimated while inventory-service does not answer.
 *
 * @param refresh how often it is asked for its stock, 1 s or more; divided by {@code breakwater.speed}
 * @param usableFor how old the last known stock may be to decide anything, 1 s or more
 */
@ConfigurationProperties("breakwater.stock-estimate")
record StockEstimateProperties(
        @DefaultValue("30s") Duration refresh,
        @DefaultValue("1h") Duration usableFor) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    StockEstimateProperties {
        if (refresh.compareTo(SHORTEST) < 0 || usableFor.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "breakwater.stock-estimate.refresh and .usable-for must be at least 1 s, not " + refresh + " and "
                            + usableFor);
        }
    }

    Duration refresh(Speed speed) {
        return speed.divide(refresh);
    }
}
