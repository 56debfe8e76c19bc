package dev.breakwater.simulators.bank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything the bank has decided, oldest first. Guarded by its own monitor. */
final class Books {

    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final Map<String, List<String>> byReference = new LinkedHashMap<>();
    private final Map<String, List<Refund>> refunds = new LinkedHashMap<>();

    synchronized void add(Charge charge) {
        charges.put(charge.id(), charge);
        byReference
                .computeIfAbsent(charge.reference(), reference -> new ArrayList<>())
                .add(charge.id());
    }

    /** @throws BankError 404 if there is none */
    synchronized Charge charge(String id) {
        Charge charge = charges.get(id);
        if (charge == null) {
            throw BankError.notFound("There is no charge with this id.");
        }
        return charge;
    }

    synchronized List<Charge> withReference(String reference) {
        return byReference.getOrDefault(reference, List.of()).stream()
                .map(this::charge)
                .toList();
    }

    /** @throws BankError if the charge is not there or has less left */
    synchronized void refund(Refund refund) {
        Charge charge = charge(refund.chargeId());
        if (charge.refundable() < refund.amountMinor()) {
            throw new BankError(
                    422,
                    "refund_exceeds_charge",
                    "The charge has " + charge.refundable() + " left to refund.",
                    "amountMinor");
        }
        charges.put(charge.id(), charge.refunding(refund.amountMinor()));
        refunds.computeIfAbsent(charge.id(), id -> new ArrayList<>()).add(refund);
    }

    synchronized List<Refund> refundsOf(String chargeId) {
        return List.copyOf(refunds.getOrDefault(charge(chargeId).id(), List.of()));
    }

    synchronized List<Charge> all() {
        return List.copyOf(charges.values());
    }
}
