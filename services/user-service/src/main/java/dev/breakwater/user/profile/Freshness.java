package dev.breakwater.user.profile;

/** How much a profile can be relied on. */
enum Freshness {
    /** From the database, just now. */
    LIVE,
    /** From a cache, not older than the fresh lifetime. */
    CACHED,
    /** From a cache, older; better than nothing while the database is away. */
    STALE
}
