package dev.breakwater.e2e.report;

import java.util.List;
import java.util.Optional;

/**
 * What the specification tells of its three incidents, word for word, beside the figures of ours that they can be held against.
 *
 * @param scenario of ours that replays it
 */
record Specification(String scenario, String title, List<Quote> quotes) {

    private static final List<Specification> ALL = List.of(
            new Specification(
                    "stripe-outage",
                    "Scenario 1: Payment Gateway Outage",
                    List.of(
                            new Quote(Figure.BREAKER_CALLS, "requests_total: 847293", 847_293),
                            new Quote(Figure.BREAKER_CALLS_FAILED, "requests_failed: 12847", 12_847),
                            new Quote(Figure.OPEN_SECONDS, "circuit_open_duration: \"35m\"", 35 * 60),
                            new Quote(Figure.FALLBACK_SUCCESS, "fallback_success_rate: 100%", 100),
                            new Quote(Figure.CUSTOMER_IMPACT, "customer_impact: 0%", 0),
                            new Quote(Figure.ORDERS_COMPLETED, "100% order completion rate maintained", 100),
                            new Quote(Figure.MONEY_SETTLED, "revenue_protected: $2.1M", 2_100_000_00))),
            new Specification(
                    "db-pool-exhaustion",
                    "Scenario 2: Database Connection Pool Exhaustion",
                    List.of(
                            new Quote(
                                    Figure.OPEN_SECONDS,
                                    "09:26: Circuit breaker trips … 09:46: Circuit breaker closes",
                                    20 * 60),
                            new Quote(Figure.PROFILES_WHILE_OPEN, "requests_during_outage: 234567", 234_567),
                            new Quote(Figure.CACHE_HITS, "cache_hit_rate: 94.2%", 94.2),
                            new Quote(Figure.CACHE_P99, "response_time_cache: \"12ms (p99)\"", 12),
                            new Quote(Figure.HEALTHY_P99, "response_time_normal: \"45ms (p99)\"", 45),
                            new Quote(Figure.CUSTOMER_IMPACT, "user_experience_impact: \"Minimal\"", Double.NaN))),
            new Specification(
                    "shipping-cascade",
                    "Scenario 3: External Service Cascade Failure",
                    List.of(
                            new Quote(
                                    Figure.OPEN_SECONDS,
                                    "16:48: Circuit breakers trip … 18:30: Services restore, circuit breakers gradually close",
                                    102 * 60),
                            new Quote(Figure.ORDERS_DURING_OUTAGE, "Order processing continued", Double.NaN),
                            new Quote(
                                    Figure.QUOTES_DEGRADED,
                                    "Orders processed with standard shipping rates",
                                    Double.NaN),
                            new Quote(Figure.CUSTOMER_IMPACT, "customer experience maintained", Double.NaN))));

    /**
     * One thing that it says.
     *
     * @param text its own words
     * @param value the same in the unit of the figure; not a number where it names none
     */
    record Quote(Figure figure, String text, double value) {}

    Specification {
        quotes = List.copyOf(quotes);
    }

    static Optional<Specification> of(String scenario) {
        return ALL.stream()
                .filter(incident -> incident.scenario().equals(scenario))
                .findFirst();
    }

    Optional<Quote> quote(Figure figure) {
        return quotes.stream().filter(quote -> quote.figure() == figure).findFirst();
    }
}
