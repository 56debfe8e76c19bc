package dev.breakwater.resilience;

/** What answers instead. Must be cheaper than the call it stands in for and share no fate with it. Must be thread-safe. */
@FunctionalInterface
public interface Fallback<A, R> {

    /**
     * Answers at this level.
     *
     * @throws Exception when this level cannot answer either: counted as its failure, and the next level is asked */
    R answer(A argument, Trouble trouble) throws Exception;
}
