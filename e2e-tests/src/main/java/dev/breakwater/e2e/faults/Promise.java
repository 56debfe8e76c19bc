package dev.breakwater.e2e.faults;

/** What a scenario shows beside what is owed in every one. Each depends on a guard: without it, the promise is broken. */
public enum Promise {
    /** What is broken is left alone: it is called much less often than customers ask for what it does. */
    LEFT_ALONE,
    /** Profiles come from their copies, and as quickly as ever. */
    COPIES_SERVE,
    /** What has opened closes again under the rush of those who waited, and does not collapse a second time. */
    CALM_RECOVERY,
    /** When what triggered it is over, all is well again without anybody's help, though what is broken has no more to spare than before. */
    RECOVERS_BY_ITSELF
}
