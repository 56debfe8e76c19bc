package dev.breakwater.e2e.faults;

/** What a breaker's transitions must look like. */
public enum Verdict {
    /** closed → open → (half-open → open)* → half-open → closed, once. */
    ONE_OUTAGE,
    /**
     * It opens at least once, every step is one of the diagram, and it ends closed. Under a fault that comes and goes
     * it is right to close in a healthy spell and to open again in the next bad one.
     */
    ANY_LEGAL_PATH,
    /** If it opens, every step is one of the diagram, and it ends closed. For what is called too seldom to be judged for certain. */
    LEGAL_IF_ANY,
    /** Every step is one of the diagram, wherever it ends: a breaker that nobody calls has no probes to close on. */
    LEGAL_SO_FAR
}
