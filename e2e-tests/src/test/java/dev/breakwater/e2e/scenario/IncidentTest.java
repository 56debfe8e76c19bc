package dev.breakwater.e2e.scenario;

import static dev.breakwater.e2e.breakers.BreakerState.CLOSED;
import static dev.breakwater.e2e.breakers.BreakerState.HALF_OPEN;
import static dev.breakwater.e2e.breakers.BreakerState.OPEN;
import static dev.breakwater.e2e.load.Outcome.DEGRADED;
import static dev.breakwater.e2e.load.Outcome.FAILED;
import static dev.breakwater.e2e.load.Outcome.PRIMARY;
import static dev.breakwater.e2e.load.Outcome.QUEUED;
import static dev.breakwater.e2e.load.Phase.HEALTHY;
import static dev.breakwater.e2e.load.Phase.OUTAGE;
import static dev.breakwater.e2e.load.Phase.RECOVERY;
import static dev.breakwater.e2e.load.Route.ORDER;
import static dev.breakwater.e2e.load.Route.PROFILE;
import static dev.breakwater.e2e.load.Route.QUOTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.e2e.audit.AuditResult;
import dev.breakwater.e2e.audit.Books;
import dev.breakwater.e2e.audit.Books.OrderRow;
import dev.breakwater.e2e.breakers.BreakerState;
import dev.breakwater.e2e.breakers.BreakerWatch.Seen;
import dev.breakwater.e2e.breakers.Calls;
import dev.breakwater.e2e.breakers.Transition;
import dev.breakwater.e2e.faults.Catalogue;
import dev.breakwater.e2e.faults.Scenario;
import dev.breakwater.e2e.load.Outcome;
import dev.breakwater.e2e.load.Phase;
import dev.breakwater.e2e.load.Route;
import dev.breakwater.e2e.load.Sample;
import dev.breakwater.e2e.report.Figure;
import dev.breakwater.e2e.run.RunClock;
import dev.breakwater.e2e.run.Timeline.Event;
import dev.breakwater.e2e.run.Timeline.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Something is broken from second 10 to 30; its breaker is open from 12 to 35. */
class IncidentTest {

    private static final long PRICE = 4200;

    private final RunClock clock = RunClock.start(Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC));
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, OrderRow> orders = new HashMap<>();
    private final List<Seen> breakers = new ArrayList<>();

    @Test
    void tellsWhatCameToTheBreakersOfWhatBrokeAlone() {
        opens("payment-service", "stripe", new Calls(900, 500, 40, 360));
        opens("order-service", "kafka", new Calls(7, 0, 7, 0));

        assertThat(figures("error-503"))
                .containsEntry("breakerCalls", 900L)
                .containsEntry("breakerCallsFailed", 40L)
                .containsEntry("breakerCallsRejected", 360L)
                .containsEntry("secondsToOpen", 2.0)
                .containsEntry("openSeconds", 23.0);
    }

    @Test
    void aBreakerThatBearsTheNameOfWhatBrokeNeedsNoPromise() {
        opens("warehouse-service", "fedex", new Calls(50, 40, 5, 5));

        assertThat(Scenario.of(Catalogue.fault("fedex/error-503")).owed().duties())
                .isEmpty();
        assertThat(figures("fedex/error-503")).containsEntry("breakerCalls", 50L);
    }

    @Test
    void whatIsNotKnownIsNotThere() {
        assertThat(figures("error-503"))
                .containsOnlyKeys("requestsDuringOutage", "ordersDuringOutage", "fallbackAnswers")
                .doesNotContainKeys("breakerCalls", "openSeconds", "customerImpactPercent", "moneyAtRiskMinor");
    }

    @Test
    void anAnswerOfTheDependencyItselfIsNoneOfTheFallbacks() {
        opens("payment-service", "stripe", Calls.NONE);
        order(11, OUTAGE, PRIMARY, "CONFIRMED");
        order(14, OUTAGE, QUEUED, "CONFIRMED");
        order(15, OUTAGE, DEGRADED, "CONFIRMED");
        order(16, OUTAGE, QUEUED, "PAYMENT_DECLINED");
        order(17, OUTAGE, FAILED, null);
        order(33, RECOVERY, QUEUED, "CONFIRMED");
        order(40, RECOVERY, PRIMARY, "CONFIRMED");

        assertThat(figures("error-503"))
                .containsEntry("requestsDuringOutage", 6)
                .containsEntry("ordersDuringOutage", 6L)
                .containsEntry("fallbackAnswers", 4L)
                .containsEntry("fallbackSuccessPercent", 80.0)
                .containsEntry("customerImpactPercent", 14.29);
    }

    @Test
    void moneyAtRiskEndsPaidOrNotChargedOrOpen() {
        order(5, HEALTHY, PRIMARY, "CONFIRMED");
        order(14, OUTAGE, QUEUED, "CONFIRMED");
        order(15, OUTAGE, QUEUED, "CONFIRMED");
        order(16, OUTAGE, QUEUED, "PAYMENT_DECLINED");
        order(16.5, OUTAGE, QUEUED, "BACKORDERED");
        order(16.6, OUTAGE, QUEUED, "BACKORDERED", "CHARGED");
        order(17, OUTAGE, QUEUED, "PAYMENT_PENDING");
        order(18, OUTAGE, FAILED, null);

        assertThat(figures("error-503"))
                .containsEntry("moneyAtRiskMinor", 7 * PRICE)
                .containsEntry("moneySettledMinor", 3 * PRICE)
                .containsEntry("moneyNotChargedMinor", 2 * PRICE)
                .containsEntry("moneyOpenMinor", 2 * PRICE)
                .containsEntry("ordersCompletedPercent", 85.71);
    }

    @Test
    void aProfileFromTheDatabaseIsNoHitOfTheCache() {
        opens("user-service", "user-db", Calls.NONE);
        ask(PROFILE, 5, HEALTHY, PRIMARY, 45);
        ask(PROFILE, 11, OUTAGE, DEGRADED, 3000); // it waited in vain, and then there was a copy
        ask(PROFILE, 13, OUTAGE, DEGRADED, 8);
        ask(PROFILE, 14, OUTAGE, DEGRADED, 12);
        ask(PROFILE, 15, OUTAGE, DEGRADED, 9);
        ask(PROFILE, 16, OUTAGE, FAILED, 2);
        ask(PROFILE, 34, RECOVERY, PRIMARY, 50); // a probe

        assertThat(figures("user-db/crash"))
                .containsEntry("profilesWhileOpen", 5)
                .containsEntry("cacheHitPercent", 75.0)
                .containsEntry("cacheP99Ms", 12.0)
                .containsEntry("profileHealthyP99Ms", 45.0)
                .doesNotContainKey("quotesWhileOpen");
    }

    @Test
    void profilesAreNoneOfACarriersBusiness() {
        opens("warehouse-service", "fedex", Calls.NONE);
        ask(PROFILE, 13, OUTAGE, DEGRADED, 8);
        ask(QUOTE, 14, OUTAGE, DEGRADED, 8);
        ask(QUOTE, 15, OUTAGE, PRIMARY, 8);

        assertThat(figures("fedex/error-503"))
                .containsEntry("quotesWhileOpen", 2)
                .containsEntry("quotesDegraded", 1L)
                .doesNotContainKey("cacheHitPercent");
    }

    @Test
    void theyStandInTheOrderInWhichTheyAreShown() {
        opens("payment-service", "stripe", Calls.NONE);
        order(14, OUTAGE, QUEUED, "CONFIRMED");
        List<String> known = List.copyOf(figures("error-503").keySet());

        assertThat(known)
                .containsExactlyElementsOf(List.of(Figure.values()).stream()
                        .map(Figure::key)
                        .filter(known::contains)
                        .toList());
    }

    private Map<String, Number> figures(String fault) {
        Script script = Script.brief(Scenario.of(Catalogue.fault(fault)), 10, 1, false);
        List<Event> events = List.of(
                new Event(10, Kind.PHASE, "outage"),
                new Event(10, Kind.FAULT, "it breaks"),
                new Event(30, Kind.FAULT, "it is healed"));
        Books books = new Books(List.of(), orders, Map.of(), List.of(), Map.of(), Map.of(), Map.of(), List.of());
        return Incident.of(new Observed(
                script,
                clock,
                60,
                samples,
                breakers,
                events,
                List.of(),
                List.of(),
                books,
                new AuditResult(0, 0, 0, 0, List.of()),
                List.of()));
    }

    private void opens(String service, String name, Calls calls) {
        breakers.add(new Seen(
                service,
                name,
                CLOSED,
                calls,
                List.of(step(12, CLOSED, OPEN), step(34, OPEN, HALF_OPEN), step(35, HALF_OPEN, CLOSED))));
    }

    private Transition step(int second, BreakerState from, BreakerState to) {
        return Transition.step(clock.started().plusSeconds(second), from, to, "because");
    }

    private void order(double at, Phase phase, Outcome outcome, @Nullable String status) {
        order(at, phase, outcome, status, "CONFIRMED".equals(status) ? "CHARGED" : "");
    }

    private void order(double at, Phase phase, Outcome outcome, @Nullable String status, String payment) {
        String id = "o" + at;
        if (status != null) {
            orders.put(id, new OrderRow(id, status, PRICE, "EUR", payment, Map.of()));
        }
        samples.add(
                new Sample(phase, ORDER, at, 20, outcome, 0, status == null ? null : id, PRICE, "EUR", "", false, ""));
    }

    private void ask(Route route, double at, Phase phase, Outcome outcome, double latency) {
        samples.add(new Sample(phase, route, at, latency, outcome, 0, null, 0, "", "", false, ""));
    }
}
