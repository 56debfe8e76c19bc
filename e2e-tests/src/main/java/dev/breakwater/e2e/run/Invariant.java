package dev.breakwater.e2e.run;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Something that must hold, and whether it did.
 *
 * @param name of the fact, in lower camel case
 * @param detail figures that show it, or the first offenders if it does not hold
 */
public record Invariant(String name, boolean holds, String detail) {

    private static final int SHOWN = 5;

    /** Holds if nobody offends; otherwise the detail tells how many do and names the first five. */
    public static Invariant unless(Collection<?> offenders, String name, String detail) {
        return offenders.isEmpty()
                ? new Invariant(name, true, detail)
                : new Invariant(name, false, offenders.size() + " offend: " + first(offenders));
    }

    private static String first(Collection<?> offenders) {
        String shown = offenders.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("; "));
        return offenders.size() > SHOWN ? shown + "; …" : shown;
    }
}
