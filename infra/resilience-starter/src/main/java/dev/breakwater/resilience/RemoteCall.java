package dev.breakwater.resilience;

/** What is guarded: a call to something remote. Must be thread-safe. */
@FunctionalInterface
public interface RemoteCall<A, R> {

    R call(A argument) throws Exception;
}
