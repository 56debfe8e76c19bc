/** What simulators tell of their own accord: posted again until somebody takes it. */
@NullMarked
package dev.breakwater.simulators.webhooks;

import org.jspecify.annotations.NullMarked;
