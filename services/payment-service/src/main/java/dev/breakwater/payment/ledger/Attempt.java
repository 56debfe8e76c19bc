package dev.breakwater.payment.ledger;

/** A charge, and the lease under which it may be sent. */
public record Attempt(Charge charge, Lease lease) {}
