package dev.breakwater.notification.mailqueue;

/** A mail out of the queue, still in it until it is {@link GuardedMailQueue#delete deleted}. The body is a notice as JSON. */
public record QueuedMail(String body, String receipt) {

    @Override
    public String toString() {
        return "QueuedMail[" + body.length() + " characters]"; // the body is personal
    }
}
