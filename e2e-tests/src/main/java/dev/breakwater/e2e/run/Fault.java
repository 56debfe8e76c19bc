package dev.breakwater.e2e.run;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which Stripe can be broken, as the simulator's switches are named, and what the breaker owes us under each. */
public enum Fault {
    ERROR_503("error-503", Verdict.ONE_OUTAGE, "answers 503"),
    TIMEOUT("timeout", Verdict.ONE_OUTAGE, "never answers"),
    SLOW("slow", Verdict.ONE_OUTAGE, "answers, but late"),
    RESET("reset", Verdict.ONE_OUTAGE, "resets connections"),
    REPLY_LOST("reply-lost", Verdict.ONE_OUTAGE, "charges, and the answer never arrives"),
    RATE_LIMIT_429("rate-limit-429", Verdict.ONE_OUTAGE, "answers 429"),
    FLAPPING("flapping", Verdict.ANY_LEGAL_PATH, "is up and down by turns");

    /** What the breaker's transitions must look like. */
    public enum Verdict {
        /** closed → open → (half-open → open)* → half-open → closed, once. */
        ONE_OUTAGE,
        /**
         * It opens at least once, every step is one of the diagram, and it ends closed. Under a fault that comes and goes
         * it is right to close in a healthy spell and to open again in the next bad one.
         */
        ANY_LEGAL_PATH
    }

    private final String label;
    private final Verdict verdict;
    private final String description;

    Fault(String label, Verdict verdict, String description) {
        this.label = label;
        this.verdict = verdict;
        this.description = description;
    }

    public String label() {
        return label;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** What Stripe does, to be read after "Stripe". */
    public String description() {
        return description;
    }

    public static Optional<Fault> named(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label.equals(label))
                .findFirst();
    }
}
