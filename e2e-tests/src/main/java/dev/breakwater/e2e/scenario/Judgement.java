package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.audit.Books.PaymentRow;
import dev.breakwater.e2e.breakers.BreakerPath;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.faults.Duty;
import dev.breakwater.e2e.faults.Owed;
import dev.breakwater.e2e.faults.Verdict;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Latency;
import dev.breakwater.e2e.report.Summary;
import dev.breakwater.e2e.run.Guards;
import dev.breakwater.e2e.run.Invariant;
import dev.breakwater.e2e.run.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Turns what was observed into figures and invariants. */
final class Judgement {

    private final Observed run;
    private final List<Sample> orders;
    private final Owed owed;

    private Judgement(Observed run) {
        this.run = run;
        this.orders = run.samples().stream().filter(Sample::order).toList();
        this.owed = run.script().scenario().owed();
    }

    /** @param guards that the services ran with; what is judged is the same for all */
    static Summary of(Observed run, Guards guards) {
        Judgement judgement = new Judgement(run);
        return new Summary(
                run.script().scenario().name(),
                run.script().speed(),
                run.script().seed(),
                guards.label(),
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
                judgement.invariants(),
                Incident.of(run));
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
        all.add(failures());
        if (run.script().plan().leastOrders() > 0) {
            all.add(enoughOrdersArrive());
        }
        all.addAll(run.more());
        if (!owed.duties().isEmpty()) {
            all.add(duties());
        }
        all.add(otherBreakers());
        if (owed.queues()) {
            all.add(fallbackServes());
        }
        all.add(degradedAnswersSaySo());
        if (run.script().pace()) {
            all.add(Pace.kept(run.samples(), owed));
        }
        all.addAll(new Promises(run).kept());
        all.addAll(run.audit().invariants());
        return all;
    }

    private Invariant failures() {
        double brokenAt = run.events().stream()
                .filter(event -> event.kind() != Timeline.Kind.PHASE)
                .mapToDouble(Timeline.Event::at)
                .min()
                .orElse(Double.MAX_VALUE);
        List<String> offenders = run.samples().stream()
                .filter(sample -> sample.outcome() == Outcome.FAILED && !Excuses.of(sample, owed, brokenAt))
                .map(sample -> String.format(
                        "at %.1f s %s %s: %s",
                        sample.at(), sample.phase().label(), sample.route().label(), sample.detail()))
                .toList();
        long failed = count(Outcome.FAILED);
        return owed.excused().isEmpty()
                ? Invariant.unless(offenders, "noRequestFails", run.samples().size() + " requests, none failed")
                : Invariant.unless(
                        offenders,
                        "refusalsAreHonest",
                        failed + " of " + run.samples().size() + " requests refused, each of "
                                + owed.excused().stream()
                                        .map(Route::label)
                                        .sorted()
                                        .toList() + " while it was broken, by a problem that says so");
    }

    private Invariant enoughOrdersArrive() {
        Plan plan = run.script().plan();
        long outage =
                orders.stream().filter(sample -> sample.phase() == Phase.OUTAGE).count();
        return new Invariant(
                "enoughOrdersArrive",
                orders.size() >= plan.leastOrders() && outage >= plan.leastInOutage(),
                orders.size() + " orders (at least " + plan.leastOrders() + "), " + outage
                        + " of them during the outage (at least " + plan.leastInOutage() + ")");
    }

    private Invariant duties() {
        return Invariant.merged(owed.duties().stream().map(this::duty).toList()).get(0);
    }

    private Invariant duty(Duty duty) {
        return run.breakers().stream()
                .filter(seen ->
                        seen.service().equals(duty.service()) && seen.name().equals(duty.breaker()))
                .findFirst()
                .map(seen -> BreakerPath.check(duty.breaker(), seen.transitions(), seen.now(), duty.verdict()))
                .orElseGet(() ->
                        BreakerPath.check(duty.breaker(), List.of(), BreakerState.CLOSED, Verdict.ANY_LEGAL_PATH));
    }

    private Invariant otherBreakers() {
        List<Seen> others = run.breakers().stream()
                .filter(seen -> owed.duties().stream()
                        .noneMatch(duty -> duty.service().equals(seen.service())
                                && duty.breaker().equals(seen.name())))
                .toList();
        List<String> wrong = others.stream()
                .map(seen -> BreakerPath.check(
                        seen.name() + "@" + seen.service(), seen.transitions(), seen.now(), Verdict.LEGAL_SO_FAR))
                .filter(path -> !path.holds())
                .map(Invariant::detail)
                .toList();
        String moved = others.stream()
                .filter(seen -> !seen.transitions().isEmpty())
                .map(seen -> seen.name() + "@" + seen.service() + " (now "
                        + seen.now().label() + ")")
                .collect(Collectors.joining(", "));
        return Invariant.unless(
                wrong,
                "otherBreakersDoToo",
                others.size() + " others, " + (moved.isEmpty() ? "none moved" : "moved: " + moved));
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
