package dev.breakwater.resilience;

/** How a guard's no travels through a reactive call. Made once for each guard, so that a rejection allocates nothing. */
final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble.Rejected rejected;

    RejectedException(String dependency, Trouble.Reason reason) {
        super(dependency + ": " + reason, null, false, false);
        this.rejected = new Trouble.Rejected(dependency, reason);
    }

    Trouble.Rejected rejected() {
        return rejected;
    }
}
