package dev.breakwater.e2e.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** One fact for each name, which holds if all of that name do; their details in a row. */
    public static List<Invariant> merged(List<Invariant> facts) {
        Map<String, Invariant> byName = new LinkedHashMap<>();
        for (Invariant fact : facts) {
            byName.merge(
                    fact.name(),
                    fact,
                    (one, other) -> new Invariant(
                            one.name(), one.holds() && other.holds(), one.detail() + "; " + other.detail()));
        }
        return List.copyOf(byName.values());
    }

    private static String first(Collection<?> offenders) {
        String shown = offenders.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("; "));
        return offenders.size() > SHOWN ? shown + "; …" : shown;
    }
}
