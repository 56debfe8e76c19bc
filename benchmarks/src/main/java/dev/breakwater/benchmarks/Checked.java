package dev.breakwater.benchmarks;

/** A benchmark that measured the wrong path is worse than none: each one is asked once, before it is timed, what it answers. */
final class Checked {

    private Checked() {}

    static void answers(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("expected the answer '" + expected + "' but got '" + actual + "'");
        }
    }
}
