package dev.breakwater.e2e.scenario;

import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.faults.Fault;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Figure;
import dev.breakwater.e2e.report.Latency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The figures of a run as one tells an incident. What a run cannot know is not among them. */
final class Incident {

    private static final Set<Outcome> BY_A_FALLBACK = EnumSet.of(Outcome.DEGRADED, Outcome.QUEUED);

    private final Observed run;
    private final List<Seen> breakers;
    private final OpenTimes open;
    private final Map<Figure, Number> figures = new EnumMap<>(Figure.class);

    private Incident(Observed run) {
        this.run = run;
        this.breakers = run.breakers().stream()
                .filter(seen -> !seen.transitions().isEmpty() && isOfWhatBroke(seen))
                .toList();
        this.open = OpenTimes.of(breakers, run.clock(), run.seconds());
    }

    /** By the keys of {@link Figure}, in its order. */
    static Map<String, Number> of(Observed run) {
        Incident incident = new Incident(run);
        incident.breakers();
        incident.customers();
        incident.money();
        incident.profiles();
        incident.quotes();
        Map<String, Number> named = new LinkedHashMap<>();
        incident.figures.forEach((figure, value) -> named.put(figure.key(), value));
        return named;
    }

    /** A breaker bears the name of what it protects; it may also have been promised to open. */
    private boolean isOfWhatBroke(Seen seen) {
        Scenario scenario = run.script().scenario();
        return scenario.faults().stream().map(Fault::target).anyMatch(seen.name()::equals)
                || scenario.owed().duties().stream()
                        .anyMatch(duty -> duty.service().equals(seen.service())
                                && duty.breaker().equals(seen.name()));
    }

    private void breakers() {
        if (breakers.isEmpty()) {
            return;
        }
        Calls calls = breakers.stream().map(Seen::calls).reduce(Calls.NONE, Calls::plus);
        figures.put(Figure.BREAKER_CALLS, calls.asked());
        figures.put(Figure.BREAKER_CALLS_FAILED, calls.failed());
        figures.put(Figure.BREAKER_CALLS_REJECTED, calls.rejected());
        figures.put(Figure.OPEN_SECONDS, tenths(open.seconds()));
        run.brokenAt()
                .ifPresent(broken -> breakers.stream()
                        .flatMap(seen -> seen.transitions().stream())
                        .filter(step -> step.to() == BreakerState.OPEN)
                        .mapToDouble(step -> run.clock().seconds(step.at()))
                        .min()
                        .ifPresent(
                                opened -> figures.put(Figure.SECONDS_TO_OPEN, tenths(Math.max(0, opened - broken)))));
    }

    private void customers() {
        List<Sample> outage = samples(this::isDuringOutage);
        figures.put(Figure.REQUESTS_DURING_OUTAGE, outage.size());
        figures.put(Figure.ORDERS_DURING_OUTAGE, count(outage, Sample::order));
        Set<Route> touched = run.script().scenario().owed().touched();
        List<Sample> affected = outage.stream()
                .filter(sample -> touched.contains(sample.route()))
                .toList();
        long served = count(affected, Incident::isByAFallback);
        figures.put(Figure.FALLBACK_ANSWERS, served);
        put(Figure.FALLBACK_SUCCESS, served, served + count(affected, Incident::failed));
        put(
                Figure.CUSTOMER_IMPACT,
                count(run.samples(), Incident::failed),
                run.samples().size());
        Map<String, OrderRow> orders = run.books().orders();
        put(
                Figure.ORDERS_COMPLETED,
                orders.values().stream().filter(OrderRow::isFinal).count(),
                orders.size());
    }

    /** Of orders that were due while it was broken; their totals are what was asked for, whatever was answered. */
    private void money() {
        List<Sample> atRisk = samples(sample -> sample.order() && isWhileBroken(sample));
        Set<String> currencies = atRisk.stream().map(Sample::currency).collect(Collectors.toSet());
        if (currencies.size() != 1) {
            return;
        }
        long all = sum(atRisk, sample -> true);
        long paid = sum(atRisk, sample -> ended(sample, OrderRow::isPaid));
        long notCharged = sum(atRisk, sample -> ended(sample, order -> order.isFinal() && !order.isPaid()));
        figures.put(Figure.MONEY_AT_RISK, all);
        figures.put(Figure.MONEY_SETTLED, paid);
        figures.put(Figure.MONEY_NOT_CHARGED, notCharged);
        figures.put(Figure.MONEY_OPEN, all - paid - notCharged);
    }

    private boolean ended(Sample sample, Predicate<OrderRow> how) {
        String id = sample.orderId();
        OrderRow order = id == null ? null : run.books().orders().get(id);
        return order != null && how.test(order);
    }

    private static long sum(List<Sample> orders, Predicate<Sample> which) {
        return orders.stream().filter(which).mapToLong(Sample::totalMinor).sum();
    }

    /** Where the profiles' own database was away. */
    private void profiles() {
        if (whileOpen(Route.PROFILE).isEmpty()) {
            return;
        }
        Profiles profiles = Profiles.of(run);
        List<Sample> asked = profiles.whileOpen();
        long copies = count(asked, Incident::isByAFallback);
        figures.put(Figure.PROFILES_WHILE_OPEN, asked.size());
        put(Figure.CACHE_HITS, copies, copies + count(asked, Incident::failed));
        p99(Figure.CACHE_P99, profiles.copies());
        p99(Figure.HEALTHY_P99, profiles.healthy());
    }

    /** Where a carrier was away. */
    private void quotes() {
        List<Sample> asked = whileOpen(Route.QUOTE);
        if (!asked.isEmpty()) {
            figures.put(Figure.QUOTES_WHILE_OPEN, asked.size());
            figures.put(Figure.QUOTES_DEGRADED, count(asked, Incident::isByAFallback));
        }
    }

    private List<Sample> whileOpen(Route route) {
        return run.script().scenario().owed().touched().contains(route)
                ? samples(sample -> sample.route() == route && open.has(sample.at()))
                : List.of();
    }

    private boolean isDuringOutage(Sample sample) {
        return isWhileBroken(sample) || open.has(sample.at());
    }

    private boolean isWhileBroken(Sample sample) {
        return sample.phase() == Phase.OUTAGE && sample.at() >= run.brokenAt().orElse(0);
    }

    private List<Sample> samples(Predicate<Sample> which) {
        return run.samples().stream().filter(which).toList();
    }

    private static boolean isByAFallback(Sample sample) {
        return BY_A_FALLBACK.contains(sample.outcome());
    }

    private static boolean failed(Sample sample) {
        return sample.outcome() == Outcome.FAILED;
    }

    private static long count(List<Sample> samples, Predicate<Sample> which) {
        return samples.stream().filter(which).count();
    }

    private void put(Figure figure, long part, long whole) {
        if (whole > 0) {
            figures.put(figure, Math.round(part * 1e4 / whole) / 1e2);
        }
    }

    private void p99(Figure figure, List<Sample> samples) {
        if (!samples.isEmpty()) {
            figures.put(
                    figure,
                    Latency.of(samples.stream().mapToDouble(Sample::latencyMs)).p99());
        }
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
