package dev.breakwater.e2e.breakers;

/**
 * Calls that came to a breaker, by what became of them.
 *
 * @param asked all of them
 * @param rejected by the breaker, so that they never reached what it protects
 */
public record Calls(long asked, long succeeded, long failed, long rejected) {

    public static final Calls NONE = new Calls(0, 0, 0, 0);

    public Calls plus(Calls more) {
        return new Calls(
                asked + more.asked, succeeded + more.succeeded, failed + more.failed, rejected + more.rejected);
    }

    Calls minus(Calls earlier) {
        return new Calls(
                asked - earlier.asked,
                succeeded - earlier.succeeded,
                failed - earlier.failed,
                rejected - earlier.rejected);
    }
}
