package dev.breakwater.resilience;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the guards that the code composes really run: {@code breakwater.guards}, {@code all} by default, and in production always. The
 * other values take guards away from a whole system, so that the same outage shows what each of them is for. What a service does of its own for
 * want of an answer, by a {@code catch} or an idempotency key, stays. Asked when a call is composed, never when it is made.
 */
enum ActiveGuards {
    /** As composed. */
    ALL("every guard runs"),

    /** Nothing stands in for an answer: what fails or is rejected fails for the caller as well. Deadlines are part of the time limit. */
    BREAKER("breakers and time limits run; no fallback, no retry and no concurrency limit does"),

    /**
     * What many a client offers: three attempts, whatever the failure, after a short fixed pause, round every call that is
     * {@linkplain Guarding#idempotent() idempotent}; the same at every hop, with no budget.
     */
    RETRIES("idempotent calls are made up to three times; no other guard runs, every breaker is disabled"),

    /** The clients' own timeouts are left, for HTTP 10 s a call; no deadline is taken over from the caller. */
    NONE("no guard runs, every breaker is disabled");

    static final String PROPERTY = "breakwater.guards";

    private static final Logger log = LoggerFactory.getLogger(ActiveGuards.class);

    private final String meaning;

    ActiveGuards(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The value of that name, in lower case.
     *
     * @throws IllegalArgumentException when there is none
     */
    static ActiveGuards named(String name) {
        return Arrays.stream(values())
                .filter(guards -> guards.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(PROPERTY + " is " + name + " but must be one of "
                        + Arrays.stream(values()).map(ActiveGuards::label).collect(Collectors.joining(", "))));
    }

    /** Nobody shall run without guards and not know it. */
    void warnUnlessAll() {
        if (this != ALL) {
            log.warn("NOT FOR PRODUCTION: {} is {}: {}", PROPERTY, label(), meaning);
        }
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a breaker may open; otherwise it is disabled, and counts. */
    boolean breakCircuits() {
        return this == ALL || this == BREAKER;
    }

    /** Whether calls have time limits, and deadlines are taken over from the caller. */
    boolean limitTime() {
        return this == ALL || this == BREAKER;
    }

    boolean limitConcurrency() {
        return this == ALL;
    }

    /** With jitter, a budget and respect for the deadline, where the code says so. */
    boolean retryWithCare() {
        return this == ALL;
    }

    boolean retryNaively() {
        return this == RETRIES;
    }

    boolean fallBack() {
        return this == ALL;
    }
}
