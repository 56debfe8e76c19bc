package dev.breakwater.notification.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are taken from the broker.
 *
 * @param senders messages under way at once
 * @param prefetch messages that the broker hands to one sender ahead of time
 */
@Validated
@ConfigurationProperties("breakwater.mail")
record QueueProperties(
        @Min(1) @Max(16) int senders, @Min(1) @Max(1000) int prefetch) {}
