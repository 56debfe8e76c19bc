/** Slack's incoming webhooks: messages refused by its one-word errors, and a ledger of what was posted. */
@NullMarked
package dev.breakwater.simulators.slack;

import org.jspecify.annotations.NullMarked;
