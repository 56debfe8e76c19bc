package dev.breakwater.notification.channel;

import dev.breakwater.resilience.DependencyUnavailableException;
import dev.breakwater.resilience.Trouble;
import java.time.Duration;

/** What came of handing a message to somebody. */
public sealed interface Delivery {

    /** The provider has it, under this id. */
    record Accepted(String providerId) implements Delivery {}

    /**
     * It waits, durably, to be sent as soon as the provider is back.
     *
     * @param instead what came of sending it at once
     */
    record Queued(Delivery instead) implements Delivery {}

    /** The provider will never take this message; the reason holds nothing personal. */
    record Refused(String reason) implements Delivery {}

    /**
     * It was certainly not sent.
     *
     * @param asked false if the provider was not even asked: its breaker is open, too much is under way, or it wants to be left alone
     * @param pause until asking makes sense again; zero if nobody said
     */
    record NotSent(String reason, boolean asked, Duration pause) implements Delivery {}

    /** Nobody knows whether it was sent: no answer came, or one that leaves it open. */
    record Unknown(String reason) implements Delivery {}

    /** Why a guarded call brought no answer, as a delivery: {@link NotSent} only where that is certain. */
    static Delivery without(DependencyUnavailableException unavailable) {
        if (unavailable.trouble() instanceof Trouble.Failed failed) {
            return without(failed);
        }
        return new NotSent(unavailable.dependency() + " was not asked", false, unavailable.retryAfter());
    }

    private static Delivery without(Trouble.Failed failed) {
        if (failed.cause() instanceof ProviderFailedException answer) {
            String reason = String.valueOf(answer.getMessage());
            return answer.leavesItOpen() ? new Unknown(reason) : new NotSent(reason, true, answer.askedToWait());
        }
        String reason = failed.cause().getClass().getSimpleName();
        return failed.neverSent() ? new NotSent(reason, true, Duration.ZERO) : new Unknown(reason);
    }

    /** Whether the message was certainly not sent, and so may go another way. */
    static boolean certainlyNotSent(Trouble trouble) {
        return trouble.neverSent()
                || (trouble instanceof Trouble.Failed failed
                        && failed.cause() instanceof ProviderFailedException answer
                        && !answer.leavesItOpen());
    }
}
