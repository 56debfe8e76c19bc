package dev.breakwater.order.products;

import dev.breakwater.order.cache.Memory;
import dev.breakwater.order.database.OrderDatabase;
import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.resilience.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The catalogue: remembered for as long as a price may be used, read from the database then, and only while that does not answer the
 * last known one, which the caller is told. Thread-safe.
 */
@Component
public class Products {

    private static final Logger log = LoggerFactory.getLogger(Products.class);
    private static final String KEY = "catalogue";

    /** Far longer than a price is fresh: what is remembered is all there is while the database is away. */
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final Memory memory;
    private final GuardedCall<Optional<Catalogue>, Catalogue> read;
    private final JdbcClient jdbc;
    private final Duration freshFor;
    private final Clock clock;

    Products(Memory memory, OrderDatabase database, JdbcClient jdbc, ProductsProperties properties, Clock clock) {
        this.memory = memory;
        this.jdbc = jdbc;
        this.freshFor = properties.freshFor();
        this.clock = clock;
        this.read = database.reading(this::readFromDatabase).orElse("lastKnownPrices", this::lastKnownPrices);
    }

    /**
     * Everything for sale.
     *
     * @throws DependencyUnavailableException when the database does not answer and nobody remembers
     */
    public Catalogue current() {
        Optional<Catalogue> remembered = memory.recall(KEY, Catalogue.class);
        return remembered
                .filter(catalogue -> catalogue.isYoungerThan(freshFor, clock.instant()))
                .orElseGet(() -> read.with(remembered));
    }

    /** An instance that was never asked for a price must know them as well when the database goes away. */
    @EventListener(ApplicationReadyEvent.class)
    void knowThePrices() {
        try {
            current();
        } catch (DependencyUnavailableException e) {
            log.warn("The prices are not known yet: {}", e.getMessage());
        }
    }

    private Catalogue readFromDatabase(Optional<Catalogue> remembered) {
        Catalogue catalogue = new Catalogue(
                clock.instant(),
                jdbc.sql("SELECT sku, name, price_minor, currency FROM products ORDER BY sku")
                        .query(Product.class)
                        .list());
        memory.remember(KEY, catalogue, LIFETIME);
        return catalogue;
    }

    private Catalogue lastKnownPrices(Optional<Catalogue> remembered, Trouble why) {
        return remembered.orElseThrow();
    }
}
