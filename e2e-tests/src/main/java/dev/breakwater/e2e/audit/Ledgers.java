package dev.breakwater.e2e.audit;

import dev.breakwater.e2e.audit.Books.Told;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

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
}
