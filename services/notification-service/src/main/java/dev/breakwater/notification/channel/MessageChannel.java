package dev.breakwater.notification.channel;

import dev.breakwater.notification.message.Notice;

/** A way for a message to reach its customer, or a durable place on that way. Thread-safe. */
public interface MessageChannel {

    /** Hands the message over, once: whether it may be handed over again is for the caller to know. Never throws for what is remote. */
    Delivery deliver(Notice notice);
}
