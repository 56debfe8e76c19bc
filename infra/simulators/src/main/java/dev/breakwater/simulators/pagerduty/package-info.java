/** PagerDuty's Events API v2: events refused in its words, incidents opened, acknowledged and resolved by their deduplication key. */
@NullMarked
package dev.breakwater.simulators.pagerduty;

import org.jspecify.annotations.NullMarked;
