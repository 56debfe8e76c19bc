package dev.breakwater.e2e.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something to play: what is broken, and what is owed meanwhile.
 *
 * @param name as the command line has it
 * @param story what happens, in one sentence
 * @param stages one after the other, each healed before the next
 * @param rush how many customers come
 * @param least how long the outage lasts at least, however compressed it is played: what happens in it takes its time
 * @param promises what it shows beside what is owed in every one
 */
public record Scenario(
        String name,
        String story,
        List<List<Timed>> stages,
        Owed owed,
        Rush rush,
        Duration least,
        Set<Promise> promises) {

    /** The scenario of the README. */
    public static final String STRIPE_OUTAGE = "stripe-outage";

    /** See {@link #cachesAndBrokers()}. */
    public static final String CACHES_AND_BROKERS = "caches-and-brokers";

    /** Something hangs under much traffic, and what does not need it keeps its pace. */
    public static final String ISOLATION = "isolation";

    /** What breaks as well breaks when customers have met what broke first. */
    private static final double AS_WELL = 0.5;

    public Scenario {
        stages = stages.stream().map(List::copyOf).toList();
        promises = Set.copyOf(promises);
    }

    private Scenario(String name, String story, List<List<Timed>> stages, Owed owed) {
        this(name, story, stages, owed, Rush.NONE, Duration.ZERO, Set.of());
    }

    /** One thing breaks. */
    public static Scenario of(Fault fault) {
        String name = fault.target().equals(Catalogue.STRIPE)
                ? STRIPE_OUTAGE
                : fault.name().replace('/', '-');
        return new Scenario(name, fault.description(), List.of(List.of(Timed.throughout(fault))), fault.owed());
    }

    static Scenario together(String name, String... faults) {
        List<Fault> all = List.of(faults).stream().map(Catalogue::fault).toList();
        List<Timed> stage = new ArrayList<>();
        all.forEach(fault -> stage.add(stage.isEmpty() ? Timed.throughout(fault) : Timed.from(AS_WELL, fault)));
        return new Scenario(name, together(all), List.of(stage), owed(all));
    }

    /** Several things break in one outage, each at its time. */
    static Scenario at(String name, String story, Timed... faults) {
        return new Scenario(
                name,
                story,
                List.of(List.of(faults)),
                owed(Stream.of(faults).map(Timed::fault).toList()));
    }

    /** What each of these does, one after the other. */
    public static Scenario oneByOne(String name, List<Scenario> scenarios) {
        return new Scenario(
                name,
                scenarios.stream().map(Scenario::story).collect(Collectors.joining(", then ")),
                scenarios.stream().flatMap(scenario -> scenario.stages.stream()).toList(),
                scenarios.stream()
                        .map(scenario -> scenario.owed.again())
                        .reduce(Owed::and)
                        .orElseThrow());
    }

    private static Owed owed(List<Fault> faults) {
        return faults.stream().map(Fault::owed).reduce(Owed::and).orElseThrow();
    }

    private static String together(List<Fault> faults) {
        return faults.stream().map(Fault::description).collect(Collectors.joining(" and "));
    }

    Scenario owing(Owed more) {
        return new Scenario(name, story, stages, owed.and(more), rush, least, promises);
    }

    Scenario promising(Promise... more) {
        return new Scenario(name, story, stages, owed, rush, least, Set.of(more));
    }

    Scenario rushing(double outage, double recovery) {
        return new Scenario(name, story, stages, owed, new Rush(outage, recovery), least, promises);
    }

    /** The same, but its outage lasts at least so long. */
    public Scenario lasting(Duration atLeast) {
        return new Scenario(name, story, stages, owed, rush, atLeast, promises);
    }

    /** The same while these processes are killed meanwhile. */
    public Scenario killing(Collection<String> processes) {
        return new Scenario(name, story, stages, owed.killing(processes), rush, least, promises);
    }

    /** The same under another name. */
    public Scenario named(String other) {
        return new Scenario(other, story, stages, owed, rush, least, promises);
    }

    public List<Fault> faults() {
        return stages.stream().flatMap(List::stream).map(Timed::fault).toList();
    }

    /** Every cache and every broker, stopped one at a time: no request fails. */
    public static Scenario cachesAndBrokers() {
        return oneByOne(
                CACHES_AND_BROKERS,
                Catalogue.cachesAndBrokers().stream().map(Scenario::of).toList());
    }

    /** The outages of the project's page about them, in its order. */
    public static List<Scenario> incidents() {
        return Incidents.ALL;
    }

    /** The scenarios in which a fallback fails together with what it stands in for. */
    public static List<Scenario> pairs() {
        return Pairs.ALL;
    }

    /** Those that a name alone is enough for. */
    public static List<Scenario> all() {
        return Stream.of(incidents(), List.of(cachesAndBrokers()), pairs())
                .flatMap(List::stream)
                .toList();
    }

    public static Optional<Scenario> ofName(String name) {
        return all().stream().filter(scenario -> scenario.name.equals(name)).findFirst();
    }
}
