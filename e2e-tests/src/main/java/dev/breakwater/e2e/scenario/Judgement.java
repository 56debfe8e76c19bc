package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.breakers.BreakerPath;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Fault.Verdict;
import dev.breakwater.e2e.run.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns what was observed into figures and invariants. */
final class Judgement {

    static final int LEAST_ORDERS = 1000;
    static final int LEAST_IN_OUTAGE = 400;

    private final Observed run;
    private final List<Sample> orders;

    private Judgement(Observed run) {
        this.run = run;
        this.orders = run.samples().stream().filter(Sample::order).toList();
    }

    static Summary of(String scenario, Observed run) {
        Judgement judgement = new Judgement(run);
        return new Summary(
                scenario,
                run.script().speed(),
                run.script().seed(),
                Math.round(run.seconds() * 10) / 10.0,
                judgement.requests(),
                judgement.orders(),
                judgement.payments(),
                new Summary.Ledger(
                        run.audit().providerCharges(),
                        run.audit().doubleCharged(),
                        run.audit().unmatched(),
                        run.audit().lost()),
                judgement.breakers(),
                new Summary.LatencyMs(judgement.latency(Phase.HEALTHY), judgement.latency(Phase.OUTAGE)),
                judgement.invariants());
    }

    private Summary.Requests requests() {
        return new Summary.Requests(
                run.samples().size(),
                count(Outcome.PRIMARY),
                count(Outcome.DEGRADED),
                count(Outcome.QUEUED),
                count(Outcome.FAILED));
    }

    private int count(Outcome outcome) {
        return (int) run.samples().stream()
                .filter(sample -> sample.outcome() == outcome)
                .count();
    }

    private Summary.Orders orders() {
        return new Summary.Orders(
                run.books().orders().size(),
                ended(OrderRow::isConfirmed),
                ended(order -> !order.isFinal()),
                ended(OrderRow::isDeclined),
                ended(order -> order.status().equals("REJECTED") && !order.isDeclined()));
    }

    private int ended(Predicate<OrderRow> how) {
        return (int) run.books().orders().values().stream().filter(how).count();
    }

    private Summary.Payments payments() {
        Set<String> queued = orders.stream()
                .filter(sample -> sample.outcome() == Outcome.QUEUED && sample.orderId() != null)
                .map(sample -> String.valueOf(sample.orderId()))
                .collect(Collectors.toSet());
        return new Summary.Payments(
                paid("CHARGED", id -> !queued.contains(id)),
                paid("CHARGED", queued::contains),
                paid("DECLINED", queued::contains),
                paid("IN_REVIEW", id -> true));
    }

    private int paid(String status, Predicate<String> which) {
        return (int) run.books().payments().values().stream()
                .filter(payment -> payment.status().equals(status))
                .map(PaymentRow::orderId)
                .filter(which)
                .count();
    }

    private List<Summary.Breaker> breakers() {
        Map<String, Long> named =
                run.breakers().stream().collect(Collectors.groupingBy(Seen::name, Collectors.counting()));
        List<Summary.Breaker> breakers = new ArrayList<>();
        for (Seen seen : run.breakers()) {
            String name = named.getOrDefault(seen.name(), 0L) > 1 ? seen.name() + "@" + seen.service() : seen.name();
            breakers.add(new Summary.Breaker(
                    name,
                    seen.transitions().stream()
                            .map(step -> new Summary.Step(
                                    Math.round(run.clock().seconds(step.at()) * 1000) / 1000.0,
                                    step.from().label(),
                                    step.to().label(),
                                    step.cause()))
                            .toList()));
        }
        return breakers;
    }

    private Summary.Percentiles latency(Phase phase) {
        return Latency.of(
                orders.stream().filter(sample -> sample.phase() == phase).mapToDouble(Sample::latencyMs));
    }

    private List<Invariant> invariants() {
        List<Invariant> all = new ArrayList<>();
        all.add(noRequestFails());
        all.add(enoughOrdersArrive());
        all.add(new Invariant(
                "faultStrikes",
                run.injected() > 0,
                run.script().fault().label() + " hit " + run.injected() + " calls to Stripe"));
        all.add(stripeBreaker());
        all.add(fallbackServes());
        all.add(degradedAnswersSaySo());
        all.addAll(run.audit().invariants());
        all.addAll(run.more());
        return all;
    }

    private Invariant noRequestFails() {
        List<String> failed = run.samples().stream()
                .filter(sample -> sample.outcome() == Outcome.FAILED)
                .map(sample -> String.format(
                        "at %.1f s %s: %s", sample.at(), sample.phase().label(), sample.detail()))
                .toList();
        return Invariant.unless(failed, "noRequestFails", run.samples().size() + " requests, none failed");
    }

    private Invariant enoughOrdersArrive() {
        long outage =
                orders.stream().filter(sample -> sample.phase() == Phase.OUTAGE).count();
        return new Invariant(
                "enoughOrdersArrive",
                orders.size() >= LEAST_ORDERS && outage >= LEAST_IN_OUTAGE,
                orders.size() + " orders (at least " + LEAST_ORDERS + "), " + outage
                        + " of them during the outage (at least " + LEAST_IN_OUTAGE + ")");
    }

    private Invariant stripeBreaker() {
        for (Seen seen : run.breakers()) {
            if (seen.name().equals("stripe")) {
                return BreakerPath.check(
                        seen.name(),
                        seen.transitions(),
                        seen.now(),
                        run.script().fault().verdict());
            }
        }
        return BreakerPath.check("stripe", List.of(), BreakerState.CLOSED, Verdict.ONE_OUTAGE);
    }

    private Invariant fallbackServes() {
        long queued = orders.stream()
                .filter(sample -> sample.phase() == Phase.OUTAGE && sample.outcome() == Outcome.QUEUED)
                .count();
        return new Invariant(
                "fallbackServes", queued > 0, queued + " orders of the outage were accepted with payment pending");
    }

    private Invariant degradedAnswersSaySo() {
        List<String> silent = orders.stream()
                .filter(sample ->
                        sample.outcome() == Outcome.QUEUED && sample.degraded().isEmpty())
                .map(sample -> "order " + sample.orderId() + " is pending and its answer has no X-Degraded")
                .toList();
        return Invariant.unless(silent, "degradedAnswersSaySo", "every answer of a fallback carries X-Degraded");
    }
}
