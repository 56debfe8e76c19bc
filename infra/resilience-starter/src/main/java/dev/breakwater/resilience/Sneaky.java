package dev.breakwater.resilience;

/** Rethrows an answer about the request as it is, so that the caller meets the type it knows. */
final class Sneaky {

    private Sneaky() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Exception> RuntimeException rethrow(Exception failure) throws E {
        throw (E) failure;
    }
}
