package dev.breakwater.resilience;

/**
 * Why a guarded call did not bring an answer of the dependency. Handed to each fallback. Immutable.
 */
public sealed interface Trouble {

    /** The guard's own no: the dependency was never asked. */
    record Rejected(String dependency, Reason reason) implements Trouble {
        @Override
        public boolean neverSent() {
            return true;
        }
    }

    /** The call was made and failed, or its answer never came. */
    record Failed(String dependency, Exception cause) implements Trouble {
        @Override
        public boolean neverSent() {
            return NeverSent.test(cause);
        }
    }

    /** Which guard said no. */
    enum Reason {
        BREAKER_OPEN,
        CONCURRENCY_LIMIT,
        NO_TIME_LEFT
    }

    String dependency();

    /**
     * Whether the dependency certainly never got the request: rejected here, or no connection was made. False means unknown, and an
     * unknown outcome must be asked after, never repeated elsewhere.
     */
    boolean neverSent();
}
