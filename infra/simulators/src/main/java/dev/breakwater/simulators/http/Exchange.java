package dev.breakwater.simulators.http;

/** Decides what becomes of a call. Called by many threads at once. */
@FunctionalInterface
public interface Exchange {

    Outcome answer(Call call);
}
