package dev.breakwater.order.products;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How old a price may be.
 *
 * @param freshFor how long a price that was read is used without asking the database again; 0 s to 600 s, at any {@code breakwater.speed}
 */
@ConfigurationProperties("breakwater.products")
record ProductsProperties(@DefaultValue("10m") Duration freshFor) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    ProductsProperties {
        if (freshFor.isNegative() || freshFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "breakwater.products.fresh-for is " + freshFor + " but must be 0 s..600 s");
        }
    }
}
