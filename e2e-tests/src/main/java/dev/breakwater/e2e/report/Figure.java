package dev.breakwater.e2e.report;

import java.util.Locale;

/**
 * A figure of an incident, in the order in which they are shown. <em>Outage</em> is the time in which something was broken or a breaker was not
 * closed; <em>open</em> is the latter alone. The breakers are those of what was broken.
 */
public enum Figure {
    BREAKER_CALLS("breakerCalls", "calls that asked the breaker", Unit.COUNT),
    BREAKER_CALLS_FAILED("breakerCallsFailed", "of these failed", Unit.COUNT),
    BREAKER_CALLS_REJECTED("breakerCallsRejected", "of these spared by the breaker", Unit.COUNT),
    SECONDS_TO_OPEN("secondsToOpen", "from the fault to open", Unit.SECONDS),
    OPEN_SECONDS("openSeconds", "breaker not closed", Unit.SECONDS),
    REQUESTS_DURING_OUTAGE("requestsDuringOutage", "customers' requests during the outage", Unit.COUNT),
    ORDERS_DURING_OUTAGE("ordersDuringOutage", "orders during the outage", Unit.COUNT),
    FALLBACK_ANSWERS("fallbackAnswers", "answers that a fallback gave", Unit.COUNT),
    FALLBACK_SUCCESS("fallbackSuccessPercent", "of what the dependency did not answer, a fallback did", Unit.PERCENT),
    CUSTOMER_IMPACT("customerImpactPercent", "requests that failed", Unit.PERCENT),
    ORDERS_COMPLETED("ordersCompletedPercent", "orders that came to their end", Unit.PERCENT),
    MONEY_AT_RISK("moneyAtRiskMinor", "money at risk: orders placed while it was broken", Unit.MONEY),
    MONEY_SETTLED("moneySettledMinor", "of this paid in the end", Unit.MONEY),
    MONEY_NOT_CHARGED("moneyNotChargedMinor", "of this not charged: card declined, or too little in stock", Unit.MONEY),
    MONEY_OPEN("moneyOpenMinor", "of this neither", Unit.MONEY),
    PROFILES_WHILE_OPEN("profilesWhileOpen", "profiles asked for while open", Unit.COUNT),
    CACHE_HITS("cacheHitPercent", "of these that the database did not answer, a copy did", Unit.PERCENT),
    CACHE_P99("cacheP99Ms", "p99 of a profile from a copy, probes aside", Unit.MILLISECONDS),
    HEALTHY_P99("profileHealthyP99Ms", "p99 of a profile before it broke", Unit.MILLISECONDS),
    QUOTES_WHILE_OPEN("quotesWhileOpen", "shipping quotes asked for while open", Unit.COUNT),
    QUOTES_DEGRADED("quotesDegraded", "of these at another carrier's or the standard rate", Unit.COUNT);

    /** What a figure is counted in. */
    enum Unit {
        COUNT,
        PERCENT,
        SECONDS,
        MILLISECONDS,
        MONEY
    }

    private final String key;
    private final String meaning;
    private final Unit unit;

    Figure(String key, String meaning, Unit unit) {
        this.key = key;
        this.meaning = meaning;
        this.unit = unit;
    }

    /** Its name in {@code summary.json}. */
    public String key() {
        return key;
    }

    String meaning() {
        return meaning;
    }

    Unit unit() {
        return unit;
    }

    /**
     * For people.
     *
     * @param currency of amounts
     */
    String shown(double value, String currency) {
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
            case PERCENT -> plain(value) + " %";
            case SECONDS -> plain(value) + " s";
            case MILLISECONDS -> plain(value) + " ms";
            case MONEY ->
                String.format(Locale.ROOT, "%,.2f %s", value / 100, currency).strip();
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("0$", "");
    }
}
