package dev.breakwater.simulators.pagerduty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is paged for, as it is at one moment.
 *
 * @param status as PagerDuty's pages name it: triggered, acknowledged or resolved
 * @param summary of the event that opened it
 * @param severity of the event that opened it
 * @param eventClass of the event that opened it; null if it did not say
 * @param triggers how many trigger events it has had: 1 unless it was told of again
 * @param resolvedAt null while it is open
 */
public record Incident(
        String dedupKey,
        String status,
        String summary,
        String severity,
        @Nullable String eventClass,
        int triggers,
        Instant openedAt,
        @Nullable Instant resolvedAt) {

    public boolean isOpen() {
        return resolvedAt == null;
    }

    /** Told of again: an incident that somebody has acknowledged stays acknowledged. */
    Incident triggeredAgain() {
        return new Incident(dedupKey, status, summary, severity, eventClass, triggers + 1, openedAt, resolvedAt);
    }

    Incident acknowledged() {
        return new Incident(dedupKey, "acknowledged", summary, severity, eventClass, triggers, openedAt, resolvedAt);
    }

    Incident resolved(Instant at) {
        return new Incident(dedupKey, "resolved", summary, severity, eventClass, triggers, openedAt, at);
    }
}
