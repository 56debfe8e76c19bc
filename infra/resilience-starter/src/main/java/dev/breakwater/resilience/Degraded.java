package dev.breakwater.resilience;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the caller of the current request which fallbacks its answer stands on. */
final class Degraded {

    static final String HEADER = "X-Degraded";
    private static final ThreadLocal<@Nullable Consumer<String>> RESPONSE = new ThreadLocal<>();

    private Degraded() {}

    /** The header's value for one fallback. */
    static String by(String dependency, String fallback) {
        return dependency + "=" + fallback;
    }

    static void merge(String header) {
        Consumer<String> response = RESPONSE.get();
        if (response != null) {
            response.accept(header);
        }
    }

    static void tell(@Nullable Consumer<String> response) {
        if (response == null) {
            RESPONSE.remove();
        } else {
            RESPONSE.set(response);
        }
    }
}
