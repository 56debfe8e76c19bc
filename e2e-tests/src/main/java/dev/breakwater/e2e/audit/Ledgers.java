package dev.breakwater.e2e.audit;

import dev.breakwater.e2e.audit.Books.Told;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the books are kept. */
public interface Ledgers {

    /**
     * Reads all books.
     *
     * @param told what customers were told, which the driver alone knows
     */
    Books read(List<Told> told) throws IOException, InterruptedException, SQLException;

    /** The orders that have not reached a final state. */
    Set<String> openOrders() throws SQLException;

    /** The orders whose payment is to come by itself: what a person has to decide is not among them. Gives up after a second: it is asked again and again while parts of the system hang. */
    Pending pending() throws SQLException;

    /**
     * How much waits to be paid.
     *
     * @param oldest when the one that has waited longest was placed; null if there is none
     */
    record Pending(long orders, @Nullable Instant oldest) {}
}
