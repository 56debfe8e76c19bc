package dev.breakwater.e2e.audit;

import dev.breakwater.e2e.audit.Books.Intent;
import dev.breakwater.e2e.audit.Books.Message;
import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.audit.Books.Told;
import dev.breakwater.e2e.audit.Books.Word;
import dev.breakwater.e2e.run.Invariant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays the books side by side. Every finding names an order; an order that offends twice counts once in each figure. */
public final class Audit {

    private final Books books;
    private final boolean answersLost;
    private final Map<String, List<Intent>> charges;

    private Audit(Books books, boolean answersLost) {
        this.books = books;
        this.answersLost = answersLost;
        this.charges = books.intents().stream()
                .filter(Intent::succeeded)
                .filter(intent -> intent.orderId() != null)
                .collect(Collectors.groupingBy(intent -> String.valueOf(intent.orderId())));
    }

    /**
     * Compares.
     *
     * @param answersLost whether something happened by which a message provider's answer may not have been noted: then the same
     *     event may have been sent again
     */
    public static AuditResult of(Books books, boolean answersLost) {
        return new Audit(books, answersLost).result();
    }

    private AuditResult result() {
        Findings absent = absent();
        Findings open = notFinal();
        Findings twice = chargedTwice();
        Findings unpaid = confirmedButUnpaid();
        Findings paid = chargedButNotConfirmed();
        Findings rows = paymentsDisagree();
        Findings broken = brokenWord();
        Set<String> lost = new LinkedHashSet<>(absent.orders());
        lost.addAll(open.orders());
        Set<String> unmatched = new LinkedHashSet<>(unpaid.orders());
        unmatched.addAll(paid.orders());
        unmatched.addAll(rows.orders());
        int stored = books.orders().size();
        List<Invariant> invariants = List.of(
                absent.invariant("acknowledgedOrdersAreStored", books.told().size() + " acknowledged orders found"),
                open.invariant("ordersReachAFinalState", stored + " orders, all final"),
                twice.invariant("nobodyIsChargedTwice", charges.size() + " orders charged, each once"),
                unpaid.invariant("confirmedOrdersArePaid", confirmed() + " confirmed orders, each paid exactly"),
                paid.invariant("chargesHaveTheirOrder", providerCharges() + " charges, each of a confirmed order"),
                rows.invariant(
                        "paymentRecordsAgree", books.payments().size() + " payment records agree with the providers"),
                broken.invariant("customersWereToldTheTruth", "what was answered is what is stored"),
                stockDisagrees().invariant("stockIsHeldForConfirmedOrdersAlone", confirmed() + " reservations stand"),
                warehousesDisagree()
                        .invariant(
                                "warehousesHoldWhatTheBookSays",
                                books.allocations().size() + " orders hold stock in warehouses"),
                toldTwice()
                        .invariant(
                                "noMessageIsSentTwice", books.messages().size() + " messages, one per order and kind"),
                notTold().invariant("everyCustomerIsTold", "a message about each order that was accepted"));
        return new AuditResult(providerCharges(), twice.orders().size(), unmatched.size(), lost.size(), invariants);
    }

    /** Offenders, by order. */
    private static final class Findings {

        private final Set<String> orders = new LinkedHashSet<>();
        private final List<String> told = new ArrayList<>();

        void add(String order, String what) {
            orders.add(order);
            told.add(order + " " + what);
        }

        Collection<String> orders() {
            return orders;
        }

        Invariant invariant(String name, String detail) {
            return Invariant.unless(told, name, detail);
        }
    }

    private int providerCharges() {
        return (int) books.intents().stream().filter(Intent::succeeded).count();
    }

    private long confirmed() {
        return books.orders().values().stream().filter(OrderRow::isConfirmed).count();
    }

    private Findings absent() {
        Findings findings = new Findings();
        for (Told told : books.told()) {
            if (!books.orders().containsKey(told.orderId())) {
                findings.add(told.orderId(), "was acknowledged and is not in the order database");
            }
        }
        return findings;
    }

    private Findings notFinal() {
        Findings findings = new Findings();
        for (OrderRow order : books.orders().values()) {
            if (!order.isFinal()) {
                PaymentRow payment = books.payments().get(order.id());
                findings.add(
                        order.id(),
                        "is still " + order.status() + ", its payment "
                                + (payment == null ? "not recorded" : payment.status()));
            }
        }
        return findings;
    }

    private Findings chargedTwice() {
        Findings findings = new Findings();
        charges.forEach((order, intents) -> {
            if (intents.size() > 1) {
                findings.add(
                        order,
                        "is charged by "
                                + intents.stream()
                                        .map(intent -> intent.provider() + " " + intent.id())
                                        .toList());
            }
        });
        return findings;
    }

    private Findings confirmedButUnpaid() {
        Findings findings = new Findings();
        for (OrderRow order : books.orders().values()) {
            if (!order.isConfirmed()) {
                continue;
            }
            List<Intent> paid = charges.getOrDefault(order.id(), List.of());
            if (paid.isEmpty()) {
                findings.add(order.id(), "is confirmed and was never charged");
            }
            for (Intent intent : paid) {
                if (intent.amountMinor() != order.totalMinor()
                        || !intent.currency().equalsIgnoreCase(order.currency())) {
                    findings.add(
                            order.id(),
                            "costs " + order.totalMinor() + " " + order.currency() + " and was charged "
                                    + intent.amountMinor() + " " + intent.currency());
                }
            }
            PaymentRow payment = books.payments().get(order.id());
            if (payment == null || !payment.status().equals("CHARGED")) {
                findings.add(
                        order.id(),
                        "is confirmed, its payment " + (payment == null ? "not recorded" : payment.status()));
            }
        }
        return findings;
    }

    private Findings chargedButNotConfirmed() {
        Findings findings = new Findings();
        for (Intent intent : books.intents()) {
            if (!intent.succeeded()) {
                continue;
            }
            OrderRow order = intent.orderId() == null ? null : books.orders().get(intent.orderId());
            if (order == null) {
                findings.add(
                        intent.orderId() == null ? intent.id() : intent.orderId(),
                        "was charged by " + intent.id() + " and is no order");
            } else if (!order.isConfirmed()) {
                findings.add(order.id(), "was charged by " + intent.id() + " and is " + order.status());
            }
        }
        return findings;
    }

    private Findings paymentsDisagree() {
        Findings findings = new Findings();
        for (PaymentRow payment : books.payments().values()) {
            List<Intent> paid = charges.getOrDefault(payment.orderId(), List.of());
            boolean says = payment.status().equals("CHARGED");
            OrderRow order = books.orders().get(payment.orderId());
            if (order == null) {
                findings.add(payment.orderId(), "has a payment record and is no order");
            } else if (payment.amountMinor() != order.totalMinor()
                    || !payment.currency().equalsIgnoreCase(order.currency())) {
                findings.add(
                        payment.orderId(),
                        "costs " + order.totalMinor() + " " + order.currency() + ", its payment record says "
                                + payment.amountMinor() + " " + payment.currency());
            }
            if (says == paid.isEmpty()) {
                findings.add(
                        payment.orderId(), "has a payment " + payment.status() + " and " + paid.size() + " charges");
            } else if (says && paid.stream().noneMatch(intent -> intent.id().equals(payment.providerPaymentId()))) {
                findings.add(
                        payment.orderId(), "names charge " + payment.providerPaymentId() + ", which no provider has");
            }
        }
        return findings;
    }

    private Findings brokenWord() {
        Findings findings = new Findings();
        for (Told told : books.told()) {
            OrderRow order = books.orders().get(told.orderId());
            if (order == null) {
                continue;
            }
            if (told.word() == Word.CONFIRMED && !order.isConfirmed()) {
                findings.add(told.orderId(), "was answered as confirmed and is " + order.status());
            }
            if (told.word() == Word.REFUSED && order.isConfirmed()) {
                findings.add(told.orderId(), "was answered as refused and is confirmed");
            }
            if (told.totalMinor() != order.totalMinor() || !told.currency().equals(order.currency())) {
                findings.add(
                        told.orderId(),
                        "was answered as " + told.totalMinor() + " " + told.currency() + " and is stored as "
                                + order.totalMinor() + " " + order.currency());
            }
        }
        return findings;
    }

    private Findings stockDisagrees() {
        Findings findings = new Findings();
        Set<String> all = new TreeSet<>(books.orders().keySet());
        all.addAll(books.reservations().keySet());
        for (String id : all) {
            OrderRow order = books.orders().get(id);
            Map<String, Integer> due = order != null && order.isConfirmed() ? order.items() : Map.of();
            Map<String, Integer> held = books.reservations().getOrDefault(id, Map.of());
            boolean settled = order == null || order.isFinal();
            if (settled && !held.equals(due)) {
                findings.add(
                        id,
                        "(" + (order == null ? "no order" : order.status()) + ") holds " + held + ", due is " + due);
            }
        }
        return findings;
    }

    /** What the warehouses hold for an order is what the inventory's book says, no more and nowhere else. */
    private Findings warehousesDisagree() {
        Findings findings = new Findings();
        Set<String> all = new TreeSet<>(books.shelves().keySet());
        all.addAll(books.allocations().keySet());
        for (String id : all) {
            Map<String, Integer> held = books.allocations().getOrDefault(id, Map.of());
            Map<String, Integer> booked = books.shelves().getOrDefault(id, Map.of());
            if (!held.equals(booked)) {
                findings.add(id, "holds " + held + " in the warehouses, the book says " + booked);
            }
        }
        return findings;
    }

    /**
     * One message per order and kind, by whatever channel: what went by SMS is not sent by mail as well. Message providers
     * know no idempotency key, so where an answer of theirs may have been lost the same event may be sent again.
     */
    private Findings toldTwice() {
        Findings findings = new Findings();
        books.messages().stream()
                .collect(Collectors.groupingBy(message -> List.of(message.orderId(), message.template())))
                .forEach((what, copies) -> {
                    boolean same =
                            copies.stream().map(Message::eventId).distinct().count() == 1;
                    if (copies.size() > 1 && !(same && answersLost)) {
                        findings.add(
                                what.get(0),
                                "was sent " + what.get(1) + " " + copies.size() + " times, by "
                                        + copies.stream().map(Message::channel).toList()
                                        + (same ? "" : ", as different events"));
                    }
                });
        return findings;
    }

    /** Whoever was left with an accepted order hears how it ended; who was refused at once was told by the answer. */
    private Findings notTold() {
        Set<String> told = books.messages().stream().map(Message::orderId).collect(Collectors.toSet());
        Findings findings = new Findings();
        for (OrderRow order : books.orders().values()) {
            if (order.isFinal() && !order.status().equals("REJECTED") && !told.contains(order.id())) {
                findings.add(order.id(), "is " + order.status() + " and nobody was told");
            }
        }
        return findings;
    }
}
