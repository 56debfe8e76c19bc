package dev.breakwater.resilience;

import java.util.function.Predicate;

/**
 * How not to do it, see {@link ActiveGuards#RETRIES}: a failed call is made again after the same pause as everybody's, as often in an outage as
 * for a single failure. Where three hops do it, the last one gets up to 27 calls for one. {@link Retrying} is the right way.
 */
record NaiveRetrying<A, R>(Retrying.Pause pause, Predicate<? super Exception> repeatable, Layer<A, R> inner)
        implements Layer<A, R> {

    static final int ATTEMPTS = 3;
    static final long PAUSE_MILLIS = 100;

    @Override
    public Object run(A argument) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return inner.run(argument);
            } catch (Exception failure) {
                if (attempt == ATTEMPTS || !repeatable.test(failure)) {
                    throw failure;
                }
            }
            pause.millis(PAUSE_MILLIS);
        }
    }
}
