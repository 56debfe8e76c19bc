package dev.breakwater.payment.ledger;

import java.util.UUID;

/** The right to talk to the provider about one payment. At most one is valid for a payment at any moment. */
public record Lease(UUID orderId, UUID token) {}
