package dev.breakwater.e2e.audit;

import dev.breakwater.e2e.run.Invariant;
import java.util.List;

/**
 * What the comparison of the books found.
 *
 * @param providerCharges succeeded charges at the provider
 * @param doubleCharged orders with more than one of them
 * @param unmatched orders of which order, payment record and charge contradict one another
 * @param lost orders that were acknowledged and are gone, or that never reached a final state
 */
public record AuditResult(int providerCharges, int doubleCharged, int unmatched, int lost, List<Invariant> invariants) {

    public AuditResult {
        invariants = List.copyOf(invariants);
    }
}
