package dev.breakwater.e2e.faults;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something to play: what is broken together, and what is owed meanwhile.
 *
 * @param name as the command line has it
 */
public record Scenario(String name, List<Fault> faults, Owed owed) {

    /** The scenario of the README, with one of Stripe's faults. */
    public static final String STRIPE_OUTAGE = "stripe-outage";

    /** Something hangs under much traffic, and what does not need it keeps its pace. */
    public static final String ISOLATION = "isolation";

    public Scenario {
        faults = List.copyOf(faults);
    }

    /** One thing breaks. */
    public static Scenario of(Fault fault) {
        String name = fault.target().equals(Catalogue.STRIPE)
                ? STRIPE_OUTAGE
                : fault.name().replace('/', '-');
        return new Scenario(name, List.of(fault), fault.owed());
    }

    static Scenario together(String name, String... faults) {
        List<Fault> all = List.of(faults).stream().map(Catalogue::fault).toList();
        return new Scenario(
                name, all, all.stream().map(Fault::owed).reduce(Owed::and).orElseThrow());
    }

    Scenario owing(Owed more) {
        return new Scenario(name, faults, owed.and(more));
    }

    /** The same under another name. */
    public Scenario named(String other) {
        return new Scenario(other, faults, owed);
    }

    /** What happens, in one sentence. */
    public String description() {
        return faults.stream().map(Fault::description).collect(Collectors.joining(" and "));
    }

    /** The scenarios in which a fallback fails together with what it stands in for. */
    public static List<Scenario> pairs() {
        return Pairs.ALL;
    }

    public static Optional<Scenario> pair(String name) {
        return Pairs.ALL.stream().filter(pair -> pair.name().equals(name)).findFirst();
    }
}
