package dev.breakwater.simulators.slack;

import java.time.Instant;
import java.util.List;

/**
 * One message that was posted.
 *
 * @param text of the message itself; empty if it is in blocks or attachments alone
 * @param titles of its attachments, in their order; an empty one for an attachment without
 * @param everything the words that its readers see, a line for each part of it
 */
public record SlackMessage(String text, List<String> titles, String everything, Instant at) {}
