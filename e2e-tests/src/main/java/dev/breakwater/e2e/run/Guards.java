package dev.breakwater.e2e.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which guards the services run with, as {@code BREAKWATER_GUARDS} has it; from the fewest to all. */
public enum Guards {
    NONE("no guard: the clients' own timeouts, and no fallback"),
    RETRIES("naive retries: every idempotent call up to three times, at every hop, and nothing else"),
    BREAKER("breakers and time limits: no retry, no concurrency limit, no fallback"),
    ALL("every guard: breakers, time and concurrency limits, retries within a budget, fallbacks");

    private final String description;

    Guards(String description) {
        this.description = description;
    }

    /** As the command line and the services name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What runs, for people. */
    public String description() {
        return description;
    }

    public static Optional<Guards> named(String label) {
        return Arrays.stream(values())
                .filter(guards -> guards.label().equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Guards::label).toList();
    }
}
