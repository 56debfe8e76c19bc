package dev.breakwater.payment.ledger;

import dev.breakwater.resilience.GuardedCall;
import dev.breakwater.web.ProblemException;
import dev.breakwater.web.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The payment records. Every method is one transaction of its own unless it is called inside one; a change of status, its
 * audit row and what the world is told of it are stored together or not at all. Thread-safe.
 */
@Component
public class Payments {

    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private final PaymentRows rows;
    private final Announcements announcements;
    private final LedgerTransaction transaction;
    private final Duration leaseLength;

    Payments(
            PaymentRows rows, Announcements announcements, LedgerTransaction transaction, LedgerProperties properties) {
        this.rows = rows;
        this.announcements = announcements;
        this.transaction = transaction;
        this.leaseLength = properties.lease();
    }

    /**
     * Records that an attempt to charge begins, before anything is sent. Left to the caller: what to do without the database.
     * Throws payment-mismatch if the order has a payment with other parameters.
     */
    public GuardedCall<Charge, Start> starting() {
        return transaction.guarding(this::start);
    }

    private Start start(Charge charge) {
        if (!insert(charge, PaymentStatus.ATTEMPTING, Cause.REQUEST)) {
            refuseOtherParameters(charge, rows.find(charge.orderId()).orElseThrow());
            return new Start.Repeated();
        }
        Lease lease = new Lease(charge.orderId(), UUID.randomUUID());
        rows.lease(lease, leaseLength);
        return new Start.First(lease);
    }

    /** Stores what came of the attempt or settlement that this lease was for, and gives the lease back. */
    public Payment record(Lease lease, PaymentOutcome outcome, Cause cause) {
        return transaction.run(() -> {
            Payment payment = move(lock(lease.orderId()), outcome, cause);
            rows.release(lease);
            return payment;
        });
    }

    /**
     * Records that the bank, and no longer Stripe, is where this attempt is sent. False if the lease ran out, or the attempt is
     * not Stripe's: then nothing may be sent.
     */
    public boolean sendToBank(Lease lease) {
        return changeProvider(lease, Provider.STRIPE, Provider.BANK, "chargeAtBank");
    }

    /** Takes that back, because certainly nothing was sent. */
    public void returnToStripe(Lease lease) {
        changeProvider(lease, Provider.BANK, Provider.STRIPE, "the bank was not reached");
    }

    private boolean changeProvider(Lease lease, Provider from, Provider to, String why) {
        return transaction.run(() -> {
            boolean changed = rows.changeProvider(lease, from, to);
            if (changed) {
                PaymentStatus status = PaymentStatus.ATTEMPTING;
                rows.audit(lease.orderId(), status, status, Cause.REQUEST, why);
            }
            return changed;
        });
    }

    /** A payment that is still being attempted is handed to settlement as well; any other stays what it is. */
    public Payment handOver(UUID orderId, Cause cause) {
        return transaction.run(() -> move(lock(orderId), new PaymentOutcome.Queued(false), cause));
    }

    /**
     * The payment for this charge, recorded as {@code QUEUED} if it was never heard of: the queue accepted it while this
     * service, or its database, was away.
     *
     * @throws ProblemException payment-mismatch if the order has a payment with other parameters
     */
    public Payment adopt(Charge charge) {
        return transaction.run(() -> {
            insert(charge, PaymentStatus.QUEUED, Cause.SETTLEMENT);
            Payment payment = rows.find(charge.orderId()).orElseThrow();
            refuseOtherParameters(charge, payment);
            return payment;
        });
    }

    /** The lease, or nothing while somebody else talks to the provider about this payment. */
    public Optional<Lease> claim(UUID orderId) {
        return transaction.run(() -> take(orderId));
    }

    /** How long the lease that somebody holds will last at most; zero if nobody holds one. */
    public Duration leaseLeft(UUID orderId) {
        return transaction.run(() -> rows.leaseLeft(orderId));
    }

    /** Gives the lease back without an outcome. */
    public void release(Lease lease) {
        transaction.run(() -> {
            rows.release(lease);
            return lease;
        });
    }

    /** Puts the payment before a person, unless the provider has already said the last word. */
    public Payment review(Charge charge, String reason) {
        return transaction.run(() -> {
            Payment payment = adopt(charge);
            return payment.status().isFinal()
                    ? payment
                    : move(lock(charge.orderId()), new PaymentOutcome.InReview(reason, null), Cause.REVIEW);
        });
    }

    /** Applies what the provider says of its own accord. */
    public Payment correct(UUID orderId, PaymentOutcome outcome) {
        return transaction.run(() -> move(lock(orderId), outcome, Cause.WEBHOOK));
    }

    /** Keeps the payment as it is, but marks it for a person: what the provider says contradicts the record. */
    public void flag(UUID orderId, String contradiction) {
        log.error("payment {} flagged for review: {}", orderId, contradiction);
        transaction.run(() -> {
            Payment payment = lock(orderId);
            rows.flag(orderId, contradiction);
            rows.audit(orderId, payment.status(), payment.status(), Cause.WEBHOOK, contradiction);
            return payment;
        });
    }

    /** The payment, held until the transaction ends; for use inside one. */
    public Optional<Payment> lockIfPresent(UUID orderId) {
        return rows.lock(orderId);
    }

    /** Writes into the audit what somebody did to this payment without changing its status. */
    public void note(UUID orderId, Cause cause, String what, @Nullable String actor) {
        transaction.run(() -> {
            Payment payment = lock(orderId);
            rows.audit(orderId, payment.status(), payment.status(), cause, what, actor);
            return payment;
        });
    }

    /**
     * Tells the world of money given back; for use inside a transaction.
     *
     * @param sumMinor the sum of all refunds of the order so far, this one included
     */
    public void announceRefund(UUID refundId, UUID orderId, long sumMinor) {
        announcements.announceRefund(refundId, lock(orderId), sumMinor);
    }

    /** Hands attempts that never came back over to settlement; returns how many. */
    public int handOverLostAttempts(int limit) {
        return transaction.run(() -> {
            List<UUID> lost = rows.lockLostAttempts(limit);
            lost.forEach(orderId -> handOver(orderId, Cause.LOST_ATTEMPT));
            return lost.size();
        });
    }

    /** What waits for settlement with that provider and is not being settled, longest first. */
    public List<Charge> queuedAt(Provider provider, int limit) {
        return transaction.run(() -> rows.queuedAt(provider, limit));
    }

    /** Hands payments that have been {@code QUEUED} for longer over once more; returns how many. */
    public int handOverLongQueued(Provider provider, Duration longerThan, int limit) {
        return transaction.run(() -> {
            List<UUID> waiting = rows.takeLongQueued(provider, longerThan, limit);
            waiting.forEach(orderId -> {
                rows.audit(orderId, PaymentStatus.QUEUED, PaymentStatus.QUEUED, Cause.LONG_QUEUED, "handed over again");
                announcements.handOver(orderId);
            });
            return waiting.size();
        });
    }

    public Optional<Payment> find(UUID orderId) {
        return transaction.run(() -> rows.find(orderId));
    }

    private boolean insert(Charge charge, PaymentStatus status, Cause cause) {
        boolean inserted = rows.insert(charge, status);
        if (inserted) {
            rows.audit(charge.orderId(), null, status, cause, null);
        }
        return inserted;
    }

    private Optional<Lease> take(UUID orderId) {
        Lease lease = new Lease(orderId, UUID.randomUUID());
        return rows.lease(lease, leaseLength) ? Optional.of(lease) : Optional.empty();
    }

    private Payment lock(UUID orderId) {
        return rows.lock(orderId).orElseThrow(() -> new IllegalStateException("no payment for order " + orderId));
    }

    private Payment move(Payment payment, PaymentOutcome outcome, Cause cause) {
        UUID orderId = payment.charge().orderId();
        if (!payment.status().mayBecome(outcome.status())) {
            return payment;
        }
        rows.update(orderId, outcome);
        String detail = outcome.reviewReason() != null ? outcome.reviewReason() : outcome.declineCode();
        rows.audit(orderId, payment.status(), outcome.status(), cause, detail);
        Payment moved = rows.find(orderId).orElseThrow();
        announcements.announce(moved, outcome);
        return moved;
    }

    private static void refuseOtherParameters(Charge asked, Payment known) {
        if (!known.charge().equals(asked)) {
            throw new ProblemException(
                    ProblemType.PAYMENT_MISMATCH,
                    "Order " + asked.orderId() + " has a payment with other parameters.",
                    Map.of("orderId", asked.orderId()));
        }
    }
}
