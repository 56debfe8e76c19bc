package dev.breakwater.resilience;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

/** How long a call to one dependency may take, in nanoseconds. Follows the registry, so that it can change at run time. Thread-safe. */
final class TimeLimit {

    private volatile long nanos;

    TimeLimit(String dependency, TimeLimiterRegistry registry) {
        nanos = nanos(registry.timeLimiter(dependency));
        registry.getEventPublisher().onEntryReplaced(replaced -> {
            if (replaced.getNewEntry().getName().equals(dependency)) {
                nanos = nanos(replaced.getNewEntry());
            }
        });
    }

    long nanos() {
        return nanos;
    }

    private static long nanos(TimeLimiter limiter) {
        return limiter.getTimeLimiterConfig().getTimeoutDuration().toNanos();
    }
}
