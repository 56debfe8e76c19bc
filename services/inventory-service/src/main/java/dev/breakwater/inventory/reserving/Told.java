package dev.breakwater.inventory.reserving;

import dev.breakwater.inventory.messaging.StockOutcome;
import dev.breakwater.inventory.messaging.StockOutcome.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers of each order what its outcome was told to be, so that it is told once, whatever asked for it. Thread-safe. */
@Component
public class Told {

    private final JdbcClient jdbc;

    Told(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The outcome if it is still to be told, and from now on it is not, if the caller's transaction commits.
     *
     * @return null if it was told before; what is no end of an order's waiting for stock is always told
     */
    public @Nullable StockOutcome once(@Nullable StockOutcome outcome) {
        if (outcome == null || (outcome.outcome() != Kind.RESERVED && outcome.outcome() != Kind.BACKORDERED)) {
            return outcome;
        }
        boolean first = jdbc.sql("update reservations set told = :kind"
                                + " where order_id = :order and told is distinct from :kind")
                        .param("kind", outcome.outcome().name())
                        .param("order", outcome.orderId())
                        .update()
                == 1;
        return first ? outcome : null;
    }
}
