package dev.breakwater.user.profile;

import java.io.Serial;

/** A cache holds nothing that may still be shown; sends the guard on to its next level. Without a stack trace: it is no fault. */
final class NoCopyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NoCopyException(String cache) {
        super("no copy in " + cache, null, false, false);
    }
}
