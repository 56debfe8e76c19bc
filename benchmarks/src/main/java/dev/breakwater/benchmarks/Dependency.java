package dev.breakwater.benchmarks;

import org.openjdk.jmh.annotations.CompilerControl;

/** What stands behind the guards: next to nothing, so that what is measured is the guard. */
final class Dependency {

    static final String ANSWER = "primary";
    static final String FALLBACK = "fallback";

    private Dependency() {}

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static String answer(String argument) {
        return ANSWER;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    static String fallback() {
        return FALLBACK;
    }
}
