package dev.breakwater.simulators.pagerduty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that PagerDuty has accepted.
 *
 * @param action {@code trigger}, {@code acknowledge} or {@code resolve}
 * @param dedupKey what ties the events of one incident together
 * @param summary null if the event has no payload, which only a trigger needs
 * @param severity {@code critical}, {@code error}, {@code warning} or {@code info}; null as above
 * @param source what is affected; null as above
 * @param eventClass what kind of event it is, such as the name of an alert; null if it does not say
 */
public record PagerDutyEvent(
        String action,
        String dedupKey,
        @Nullable String summary,
        @Nullable String severity,
        @Nullable String source,
        @Nullable String eventClass,
        Instant at) {}
