package dev.breakwater.e2e.faults;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something to play: what is broken, and what is owed meanwhile.
 *
 * @param name as the command line has it
 * @param stages one after the other, each healed before the next; of the faults of one stage the first strikes first, the others a little later
 */
public record Scenario(String name, List<List<Fault>> stages, Owed owed) {

    /** The scenario of the README, with one of Stripe's faults. */
    public static final String STRIPE_OUTAGE = "stripe-outage";

    /** See {@link #cachesAndBrokers()}. */
    public static final String CACHES_AND_BROKERS = "caches-and-brokers";

    /** Something hangs under much traffic, and what does not need it keeps its pace. */
    public static final String ISOLATION = "isolation";

    public Scenario {
        stages = stages.stream().map(List::copyOf).toList();
    }

    /** One thing breaks. */
    public static Scenario of(Fault fault) {
        String name = fault.target().equals(Catalogue.STRIPE)
                ? STRIPE_OUTAGE
                : fault.name().replace('/', '-');
        return new Scenario(name, List.of(List.of(fault)), fault.owed());
    }

    static Scenario together(String name, String... faults) {
        List<Fault> all = List.of(faults).stream().map(Catalogue::fault).toList();
        return new Scenario(name, List.of(all), owed(all));
    }

    /** What each of these does, one after the other. */
    public static Scenario oneByOne(String name, List<Scenario> scenarios) {
        return new Scenario(
                name,
                scenarios.stream().flatMap(scenario -> scenario.stages.stream()).toList(),
                scenarios.stream()
                        .map(scenario -> scenario.owed.again())
                        .reduce(Owed::and)
                        .orElseThrow());
    }

    private static Owed owed(List<Fault> faults) {
        return faults.stream().map(Fault::owed).reduce(Owed::and).orElseThrow();
    }

    Scenario owing(Owed more) {
        return new Scenario(name, stages, owed.and(more));
    }

    /** The same while these processes are killed meanwhile. */
    public Scenario killing(Collection<String> processes) {
        return new Scenario(name, stages, owed.killing(processes));
    }

    /** The same under another name. */
    public Scenario named(String other) {
        return new Scenario(other, stages, owed);
    }

    public List<Fault> faults() {
        return stages.stream().flatMap(List::stream).toList();
    }

    /** What happens, in one sentence. */
    public String description() {
        return stages.stream()
                .map(stage -> stage.stream().map(Fault::description).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", then "));
    }

    /** The scenarios in which a fallback fails together with what it stands in for. */
    public static List<Scenario> pairs() {
        return Pairs.ALL;
    }

    /** Every cache and every broker, stopped one at a time: no request fails. */
    public static Scenario cachesAndBrokers() {
        return oneByOne(
                CACHES_AND_BROKERS,
                Catalogue.cachesAndBrokers().stream().map(Scenario::of).toList());
    }

    public static Optional<Scenario> pair(String name) {
        return Pairs.ALL.stream().filter(pair -> pair.name().equals(name)).findFirst();
    }
}
