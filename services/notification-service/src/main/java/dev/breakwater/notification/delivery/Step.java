package dev.breakwater.notification.delivery;

import java.time.Duration;

/** What is to be done with a message after it was looked at. */
public sealed interface Step {

    /** Nothing: it may leave the queue it came from. {@code outcome} is what is counted. */
    record Done(String outcome) implements Step {}

    /**
     * Look at it again later.
     *
     * @param troubled whether the provider is the reason, so that other messages had better wait too
     */
    record Later(Duration pause, String reason, boolean troubled) implements Step {}

    /** A person must look at it; the reason holds nothing personal. */
    record Dead(String reason) implements Step {}
}
